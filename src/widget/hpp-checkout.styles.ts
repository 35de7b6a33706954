import { css } from './css.js';

/** Tokens, and what the list needs to stand where it stands. The rest is in `journey.styles.ts`. */
export const styles = css`
  :host {
    --_accent: var(--hpp-color-accent, light-dark(#2350d9, #8eb0ff));
    --_on-accent: var(--hpp-color-on-accent, light-dark(#fff, #0b1736));
    --_text: var(--hpp-color-text, light-dark(#141a26, #f1f3f7));
    --_muted: var(--hpp-color-muted, light-dark(#5a6376, #a6b0c3));
    --_surface: var(--hpp-color-surface, light-dark(#fff, #141923));
    --_line: var(--hpp-color-line, light-dark(#dfe3ea, #333c4d));
    --_soft: color-mix(in srgb, var(--_text) 6%, var(--_surface));
    --_radius: var(--hpp-radius, 12px);
    --_space: var(--hpp-space, 1rem);
    display: block;
    max-inline-size: var(--hpp-max-width, 28rem);
    container-type: inline-size;
    color: var(--_text);
    font: var(--hpp-font, 1rem/1.4 system-ui, sans-serif);
    text-align: start;
    overflow-wrap: anywhere;
  }
  :host([hidden]) {
    display: none;
  }
  :host([theme='auto']) {
    color-scheme: light dark;
  }
  :host([theme='light']) {
    color-scheme: light;
  }
  :host([theme='dark']) {
    color-scheme: dark;
  }
  * {
    box-sizing: border-box;
    margin: 0;
  }
  .root {
    padding: min(6cqi, var(--_space) * 1.75);
    background: var(--_surface);
    border: 1px solid var(--_line);
    border-radius: calc(var(--_radius) * 1.5);
    box-shadow: var(--hpp-shadow, 0 1px 2px #0a16330d, 0 8px 28px #0a163312);
  }
  form {
    display: grid;
    gap: var(--_space);
  }
  button,
  h2 {
    font: inherit;
  }
  small,
  p,
  summary {
    color: var(--_muted);
    font-size: 0.875em;
  }
  summary {
    padding-block: 0.25rem;
  }
  summary::marker {
    content: '▾  ';
  }
  .alert {
    color: var(--hpp-color-danger, light-dark(#b42318, #ff9a90));
  }
  .amount {
    font-size: clamp(1.5em, 8cqi, 2em);
    font-weight: 700;
    letter-spacing: -0.025em;
  }
  bdi {
    font-variant-numeric: tabular-nums;
  }
  fieldset,
  .skeleton {
    display: grid;
    gap: calc(var(--_space) / 2);
    min-inline-size: 0;
    padding: 0;
    border: 0;
  }
  legend {
    padding: 0 0 0.5rem;
    font-weight: 600;
  }
  label {
    display: flex;
    align-items: center;
    gap: 0.75rem;
    min-block-size: 2.75rem;
  }
  .method,
  i {
    min-block-size: calc(var(--_space) * 4.25);
    padding: 0.5rem 0.75rem;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
  }
  .method:has(:checked) {
    border-color: var(--_accent);
    box-shadow: inset 0 0 0 1px var(--_accent);
    background: color-mix(in srgb, var(--_accent) 6%, var(--_surface));
  }
  input {
    flex: none;
    inline-size: 1.25rem;
    block-size: 1.25rem;
    accent-color: var(--_accent);
  }
  .icon {
    position: relative;
    flex: none;
    inline-size: 40px;
    overflow: hidden;
    border-radius: 5px;
    background: var(--_soft);
    color: var(--_muted);
    font: 700 14px/28px system-ui;
    text-align: center;
  }
  img {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    object-fit: contain;
    background: #fff;
  }
  .words {
    flex: 1;
    display: flex;
    flex-wrap: wrap;
    gap: 0 0.75rem;
    align-items: center;
    justify-content: space-between;
  }
  .name {
    flex: 99 7rem;
    font-weight: 600;
  }
  .total {
    flex: auto;
  }
  small {
    display: block;
    font-weight: 400;
  }
  .badge {
    padding: 0.125rem 0.5rem;
    border-radius: 1rem;
    background: light-dark(#fdf0cd, #4a3a10);
    color: light-dark(#764200, #fbdc8c);
    font-size: 0.75em;
    white-space: nowrap;
  }
  .pay,
  .link {
    min-block-size: 3.25rem;
    padding: 0.5rem 1rem;
    border: 1px solid #0000;
    border-radius: var(--_radius);
    background: var(--_accent);
    color: var(--_on-accent);
    font-weight: 600;
    text-align: center;
  }
  .link {
    min-block-size: 2.75rem;
    background: none;
    color: var(--_muted);
  }
  .next {
    text-align: center;
  }
  .status {
    position: absolute;
    clip-path: inset(50%);
  }
  i {
    background: var(--_soft);
  }
  i:first-child {
    margin-block-end: 2.75rem;
  }
  :host([layout='grid']) fieldset {
    grid-template-columns: repeat(auto-fill, minmax(min(8.5rem, 100%), 1fr));
  }
  :host([layout='grid']) .method {
    flex-wrap: wrap;
    align-content: start;
  }
  @container (inline-size > 24rem) {
    .total {
      text-align: end;
    }
  }
  :host([layout='grid']) .words,
  :host([layout='grid']) .total {
    flex-basis: 100%;
    text-align: start;
  }
  @container (inline-size > 44rem) {
    form,
    .skeleton {
      grid-template: repeat(30, auto) 1fr / 2fr 3fr;
      gap: 0 2.5rem;
    }
    form > *,
    i {
      margin-block-end: var(--_space);
    }
    header,
    i:first-child {
      grid-row: 1 / -1;
      align-self: start;
    }
  }
`;
