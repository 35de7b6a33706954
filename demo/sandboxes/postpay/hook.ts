import type { WebhookDelivery } from '../kit/courier.js';
import { hexId } from '../kit/ids.js';
import type { HookEvent, HookRequest } from './fields.js';
import { Refused } from './refused.js';
import { stamp, wholeSecond } from './times.js';

export interface Hook {
  readonly id: string;
  readonly created: number;
  modified: number;
  active: boolean;
  events: readonly HookEvent[];
  url: string;
  secret: string;
  /** The newest ones, oldest first. */
  deliveries: WebhookDelivery[];
}

/** More than a demo shows. */
const KEPT = 20;

/** The hooks of one merchant. */
export class Hooks {
  readonly #byId = new Map<string, Hook>();
  readonly #deleted = new Set<string>();

  list(): readonly Hook[] {
    return [...this.#byId.values()];
  }

  /** Throws `gone` for a deleted hook, `not_found` for one that never was. */
  get(id: string): Hook {
    const hook = this.#byId.get(id);
    if (hook !== undefined) return hook;
    throw new Refused(this.#deleted.has(id) ? 'gone' : 'not_found');
  }

  create({ active = true, events, url, secret }: HookRequest, now: number): Hook {
    const created = wholeSecond(now);
    const id = hexId(32);
    const hook = { id, created, modified: created, active, events, url, secret, deliveries: [] };
    this.#byId.set(id, hook);
    return hook;
  }

  delete(id: string): void {
    this.get(id);
    this.#byId.delete(id);
    this.#deleted.add(id);
  }
}

export function remember(hook: Hook, delivery: WebhookDelivery): void {
  hook.deliveries = [...hook.deliveries, delivery].slice(-KEPT);
}

/** The end of the newest delivery that has one. Only `success` and `unused` are documented. */
export function lastResponse({ deliveries }: Hook): { code: number | null; status: string } {
  const last = deliveries.findLast(({ answers }) => answers.length > 0)?.answers.at(-1);
  if (last === undefined) return { code: null, status: 'unused' };
  const success = last.status !== null && last.status >= 200 && last.status < 300;
  return { code: last.status, status: success ? 'success' : 'failure' };
}

/** The secret is never shown. */
export const hookOf = (hook: Hook) => ({
  id: hook.id,
  active: hook.active,
  events: hook.events,
  url: hook.url,
  last_response: lastResponse(hook),
  created: stamp(hook.created),
  modified: stamp(hook.modified),
});
