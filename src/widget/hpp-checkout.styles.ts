import { css } from './css.js';
import { frame } from './frame.styles.js';
import { layout } from './layout.styles.js';

/** What the list needs to stand where it stands. The rest is in `journey.styles.ts`. */
const list = `
  form,
  fieldset,
  .skeleton {
    display: grid;
    /* Not as wide as the widest field or select would like to be. */
    grid-template-columns: minmax(0, 1fr);
    gap: var(--_space);
  }
  button,
  h2,
  input {
    font: inherit;
  }
  small,
  p,
  summary {
    color: var(--_muted);
    font-size: 0.875em;
  }
  summary {
    padding-block: 0.4em;
  }
  header .icon {
    display: block;
    margin-block-end: 0.5em;
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
    gap: calc(var(--_space) / 2);
    min-inline-size: 0;
    padding: 0;
    border: 0;
  }
  legend {
    padding: 0 0 0.5em;
    font-weight: 600;
  }
  label,
  .option,
  .method {
    display: flex;
    align-items: center;
    gap: 0.75em;
    min-block-size: 2.75em;
  }
  .method,
  i {
    min-block-size: calc(var(--_space) * 4.25);
    padding: 0.5em 0.75em;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
  }
  button.method {
    background: none;
    color: inherit;
    text-align: start;
  }
  button.method:enabled::after {
    content: '›' / '';
    color: var(--_muted);
  }
  [type='search'],
  select {
    inline-size: auto;
    min-block-size: 2.75em;
    padding-inline: 0.75em;
    border: 1px solid var(--_muted);
    border-radius: var(--_radius);
    background: var(--_surface);
    color: inherit;
    font: inherit;
  }
  .method:has(:checked) {
    border-color: var(--_accent);
    box-shadow: inset 0 0 0 1px var(--_accent);
    background: color-mix(in srgb, var(--_accent) 6%, var(--_surface));
  }
  input {
    flex: none;
    inline-size: 1.25em;
    block-size: 1.25em;
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
    block-size: 100%;
    object-fit: contain;
    background: #fff;
  }
  .words {
    flex: 1;
    display: flex;
    flex-wrap: wrap;
    gap: 0 0.75em;
    align-items: center;
    justify-content: space-between;
  }
  .name {
    flex: 99 7em;
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
    padding: 0.17em 0.67em;
    border-radius: 1em;
    background: light-dark(#fdf0cd, #4a3a10);
    color: light-dark(#764200, #fbdc8c);
    font-size: 0.75em;
    display: inline-block;
  }
  .offer {
    background: color-mix(in srgb, var(--_accent) 14%, var(--_surface));
    color: var(--_text);
  }
  .pay,
  .link {
    min-block-size: 3.25em;
    padding: 0.5em 1em;
    border: 1px solid #0000;
    border-radius: var(--_radius);
    background: var(--_accent);
    color: var(--_on-accent);
    font-weight: 600;
    text-align: center;
  }
  .link {
    min-block-size: 2.75em;
    background: none;
    color: var(--_muted);
  }
  .next {
    min-block-size: 1.25em;
    text-align: center;
  }
  .status {
    position: absolute;
    top: 0;
    clip-path: inset(50%);
  }
  i {
    background: var(--_soft);
  }
  i:first-child {
    margin-block-end: 2.75em;
  }
`;

export const styles = css([frame + list + layout]);
