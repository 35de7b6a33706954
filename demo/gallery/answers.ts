import { problem, type Answer, type Scene } from './scene.js';
import { SCENES } from './scenes.js';

/** The part of a scene that answers a request, in `/gallery/api/{scene}/{endpoint}`. */
const PLACE = /^\/gallery\/api\/([\w-]+)\/sessions\/[\w-]+(\/payments|\/cancel)?$/;

const LISTS: Readonly<Record<string, 'reads' | 'starts' | 'cancels'>> = {
  'GET ': 'reads',
  'POST /payments': 'starts',
  'POST /cancel': 'cancels',
};

const UNKNOWN = problem(404, 'not_found');

export const isOfScene = (path: string): boolean => PLACE.test(path);

/** What a scene answers to its nth request of a kind, counted from 1. The last answer stays. */
export function answerTo(method: string, path: string, nth: number): Answer {
  const [, name = '', endpoint = ''] = PLACE.exec(path) ?? [];
  const list = LISTS[`${method} ${endpoint}`];
  const scene: Scene | undefined = SCENES.get(name);
  const answers = (list && scene?.[list]) ?? [];
  return answers[nth - 1] ?? answers.at(-1) ?? UNKNOWN;
}
