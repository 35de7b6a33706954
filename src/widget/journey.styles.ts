import { css } from './css.js';
import { device } from './device.styles.js';

/** The screens after the list, and the notices in it. */
const journey = `
  .root {
    --_success: var(--hpp-color-success, light-dark(#067647, #5fd39b));
    --_danger: var(--hpp-color-danger, light-dark(#b42318, #ff9a90));
    --_tone: var(--_danger);
    --_warning: var(--hpp-color-warning, light-dark(#93540a, #f5c563));
    --_motion: var(--hpp-motion, 0.15s);
  }
  :focus-visible {
    outline: 3px solid var(--_accent);
    outline-offset: 2px;
  }
  h2:focus {
    outline: 0;
  }
  .method,
  .option,
  .pay,
  .link,
  summary {
    cursor: pointer;
  }
  .method {
    /* Not the colours of text: they follow a change of theme at once, readable at any moment. */
    transition: var(--_motion);
    transition-property: border-color, box-shadow;
  }
  details[open] > summary::marker {
    content: '▴  ';
  }
  .method:not(:has(:checked)):hover {
    border-color: var(--_muted);
  }
  .method:is(:disabled, :has(:disabled)) {
    cursor: default;
  }
  .pay:hover {
    background: color-mix(in srgb, var(--_accent) 88%, var(--_text));
  }
  .link:hover {
    color: var(--_text);
    text-decoration: underline;
  }
  [aria-disabled='true'] {
    opacity: 0.9;
    cursor: progress;
  }
  .alert {
    display: grid;
    gap: 0.75em;
    padding: 0.75em 1em;
    border: 1px solid color-mix(in srgb, var(--_tone) 30%, var(--_surface));
    border-radius: var(--_radius);
    background: color-mix(in srgb, var(--_tone) 7%, var(--_surface));
    color: var(--_text);
  }
  .alert p {
    color: inherit;
  }
  .skeleton ~ .alert {
    margin-block-start: var(--_space);
  }
  .live {
    --_tone: var(--_accent);
  }
  .option {
    flex-wrap: wrap;
    gap: 0.5em 0.75em;
  }
  select {
    flex: 1 12em;
    min-inline-size: 0;
  }
  .option span {
    flex: 1;
  }
  .option span * {
    display: inline;
    padding-block: 0.35em;
  }
  .option a {
    color: var(--_accent);
  }
  .soon {
    color: var(--_danger);
  }
  [part='qr'] {
    display: grid;
    justify-items: center;
    text-align: center;
  }
  [part='qr-code'] {
    position: static;
    inline-size: min(12em, 100%);
    block-size: auto;
    padding: 0;
    margin: 0;
    border-radius: var(--_radius);
    background: #fff;
    forced-color-adjust: none;
    fill: #000;
    stroke: none;
  }
  /* On a phone there is nothing to hand off. */
  @media (pointer: coarse) and (max-width: 32em) {
    [part='qr'] {
      display: none;
    }
  }
  a.pay,
  a.link {
    display: grid;
    place-content: center;
  }
  .quiet {
    justify-self: start;
    min-block-size: 2.75em;
  }
  .message {
    --_tone: var(--_accent);
    display: grid;
    gap: 0.5em;
    justify-items: center;
    padding-block: 1em 0.5em;
    text-align: center;
    text-wrap: balance;
  }
  .done {
    --_tone: var(--_success);
  }
  .wrong {
    --_tone: var(--_danger);
  }
  .method:is(:disabled, :has(:disabled)) :is(.icon, .name > bdi, .total) {
    opacity: 0.65;
  }
  .info,
  .wait {
    --_tone: var(--_warning);
  }
  svg {
    inline-size: 3.5em;
    padding: 0.75em;
    margin-block-end: 0.5em;
    border-radius: 50%;
    background: color-mix(in srgb, var(--_tone) 13%, var(--_surface));
    fill: none;
    stroke: var(--_tone);
    stroke-width: 2;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .busy svg {
    padding: 0;
    background: none;
    animation: spin calc(var(--_motion) * 6) linear infinite;
  }
  @media (prefers-reduced-motion: reduce) {
    * {
      transition: none !important;
    }
    .busy svg {
      animation: none;
    }
  }
  @keyframes spin {
    to {
      rotate: 1turn;
    }
  }
  .message h2 {
    font-size: 1.25em;
    font-weight: 650;
  }
  .message > * {
    max-inline-size: 26em;
  }
  .message p {
    font-size: 0.9375em;
  }
  .actions,
  .actions form {
    display: grid;
    gap: 0.5em;
    inline-size: 100%;
  }
  .actions {
    margin-block-start: 1em;
  }
  .pay {
    text-decoration: none;
  }
  .receipt,
  .items {
    display: grid;
    gap: 0.5em;
    inline-size: 100%;
    padding: 0;
    list-style: none;
    font-size: 0.875em;
  }
  .message .receipt {
    margin-block-start: 1em;
    padding-block: 1em;
    border-block: 1px solid var(--_line);
  }
  .receipt > div,
  li {
    display: flex;
    gap: 0.75em;
    align-items: center;
    justify-content: space-between;
  }
  li > bdi {
    flex: none;
  }
  dt {
    color: var(--_muted);
  }
  dd {
    margin: 0;
    font-weight: 550;
    text-align: end;
  }
  details[open] > :not(summary) {
    margin-block-start: 0.75em;
  }
  [part='totals'] {
    padding-block-start: 0.75em;
    border-block-start: 1px solid var(--_line);
  }
  [part='totals'] > :last-child {
    font-weight: 650;
  }
`;

export const journeyStyles = css([journey + device]);
