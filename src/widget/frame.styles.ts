/**
 * Tokens, and what stands between the page and the widget.
 *
 * The rules of a page win over those of `:host`, so nothing that matters stands there: the element is
 * a box that is the page's to change. What the page could hand down ends at `.box`, but for what is
 * meant to reach the widget: that it is hidden or locked, and light or dark. The `--_` properties start
 * below it.
 *
 * `medium` is the size that the shopper chose in the browser; `rem` would be what the page made of it.
 * So lengths are `em`. A container counts as empty when its width is asked for, and would collapse in a
 * float or a flex item. The empty column behind it asks for 448 pixels, and makes do with any.
 */
export const frame = `
  .root {
    --_accent: var(--hpp-color-accent, light-dark(#2350d9, #8eb0ff));
    --_on-accent: var(--hpp-color-on-accent, light-dark(#fff, #0b1736));
    --_text: var(--hpp-color-text, light-dark(#141a26, #f1f3f7));
    --_muted: var(--hpp-color-muted, light-dark(#5a6376, #a6b0c3));
    --_surface: var(--hpp-color-surface, light-dark(#fff, #141923));
    --_line: var(--hpp-color-line, light-dark(#dfe3ea, #333c4d));
    --_soft: color-mix(in srgb, var(--_text) 6%, var(--_surface));
    --_radius: var(--hpp-radius, 12px);
    --_space: var(--hpp-space, 1em);
    color: var(--_text);
  }
  :host {
    display: block;
    max-inline-size: var(--hpp-max-width, max(28rem, 448px));
  }
  :host::after {
    content: '';
    display: grid;
    grid-template-columns: minmax(0, 448px);
  }
  :host([hidden]) {
    display: none;
  }
  .box {
    all: initial;
    color-scheme: inherit;
    pointer-events: inherit;
    visibility: inherit;
    position: relative;
    display: block;
    container-type: inline-size;
    font: var(--hpp-font, medium/1.4 system-ui, sans-serif);
    overflow-wrap: anywhere;
  }
  :host([theme='auto']) > .box {
    color-scheme: light dark;
  }
  :host([theme='light']) > .box {
    color-scheme: light;
  }
  :host([theme='dark']) > .box {
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
`;
