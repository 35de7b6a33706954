/** Rules of host pages that reach every element of theirs: none may change what is in the widget. */
export const LOUD_STYLES: Readonly<Record<string, string>> = {
  'a reset like that of Tailwind': `
    *, ::before, ::after { box-sizing: border-box; margin: 0; padding: 0; border: 0 solid }
    html { line-height: 1.5; font-family: Georgia, serif; tab-size: 4 }
    body { line-height: inherit }
    button, input, fieldset, legend, summary { all: unset; font: inherit; letter-spacing: inherit;
      color: inherit; background: transparent; border-radius: 0 }
    img, svg { display: block; vertical-align: middle; max-width: 100%; height: auto }`,
  'a root of 40 pixels': 'html { font-size: 40px }',
  'a root of 4 pixels': 'html { font-size: 4px }',
  'a root of 62.5 %': 'html { font-size: 62.5% } body { font-size: 1.4rem }',
  'inherited text': `
    body { direction: rtl; letter-spacing: .3em; word-spacing: 2em; text-transform: uppercase;
      text-indent: 4em; text-align: justify; text-shadow: 0 0 9px red; white-space: pre;
      word-break: break-all; hyphens: auto; tab-size: 20; quotes: none; cursor: none;
      font: italic small-caps 900 60px / 3 cursive; font-stretch: expanded;
      color: magenta; -webkit-text-fill-color: transparent; -webkit-text-stroke: 3px lime;
      list-style: square inside; border-collapse: collapse; caret-color: red; accent-color: red;
      fill: red; stroke: red; stroke-width: 9px; font-feature-settings: 'smcp' }`,
  'rules for everything': `
    * { display: block !important; float: left; letter-spacing: .3em; text-transform: uppercase;
      line-height: 3; font-size: 7px; color: red; background: yellow; text-align: center }`,
  'a font of no size': 'body { font-size: 0; line-height: 0 }',
  'private tokens': `
    * { --_accent: red; --_on-accent: red; --_text: red; --_muted: red; --_surface: red;
      --_line: red; --_soft: red; --_radius: 99px; --_tone: red; --_success: red; --_danger: red;
      --_warning: red }`,
};

/** Rules that also take the box of the element away: what is in it has to look as in one inline. */
export const UNSET_STYLES: Readonly<Record<string, string>> = {
  'everything unset': '* { all: unset }',
  'everything unset, importantly': '* { all: unset !important }',
  'the element unset': 'hpp-checkout { all: unset }',
  'everything initial, importantly': 'hpp-checkout { all: initial !important }',
};
