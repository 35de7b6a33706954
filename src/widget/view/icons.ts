import { svg, type SVGTemplateResult } from 'lit';

/** The signs of the screens after the list, drawn on a grid of 24. */
export type Sign = 'done' | 'wrong' | 'wait' | 'info' | 'back' | 'busy';

const SHAPES: Readonly<Record<Sign, SVGTemplateResult>> = {
  done: svg`<path d="m5.5 12.5 4.2 4.3 8.8-9.3" />`,
  wrong: svg`<path d="m7 7 10 10M17 7 7 17" />`,
  wait: svg`<circle cx="12" cy="12" r="8.5" /><path d="M12 7.5V12l3 2" />`,
  info: svg`<path d="M12 6.5v6.6" /><path d="M12 17.2v.1" />`,
  back: svg`<path d="M9 6.5 5 10.5l4 4" /><path d="M5.5 10.5H15a4 4 0 0 1 0 8h-4" />`,
  busy: svg`<circle cx="12" cy="12" r="9" opacity=".2" /><path d="M12 3a9 9 0 0 1 9 9" />`,
};

export function shapeOf(sign: Sign): SVGTemplateResult {
  return SHAPES[sign];
}
