import { z } from 'zod';
import type { Sleep } from './clock.js';

/** A fault of the API. Without `operation`, `path` and `method` it meets every API request. */
export const ApiFault = z.strictObject({
  /**
   * status: answers so, without doing anything. slow: waits `ms` first. hang: never answers.
   * lose_answer: does it, then answers `status`, or breaks the connection when there is none.
   * network_error: breaks the connection, without doing anything.
   */
  kind: z.enum(['status', 'slow', 'hang', 'lose_answer', 'network_error']),
  /** The sandbox's name of an endpoint, for example `create` (README). `page`: the hosted pages. */
  operation: z.string().optional(),
  /** A part of the path. */
  path: z.string().optional(),
  method: z.string().optional(),
  /** How many requests it meets; default: all until cleared. */
  times: z.int().min(1).optional(),
  status: z.int().min(400).max(599).optional(),
  body: z.unknown().optional(),
  headers: z.record(z.string(), z.string()).optional(),
  ms: z.int().min(0).optional(),
});
export type ApiFaultInput = z.input<typeof ApiFault>;

/** The list of active faults. */
export class FaultDesk {
  #faults: ApiFaultInput[] = [];
  #unhang: (() => void)[] = [];
  /** The body of an error that names none, in the provider's shape. */
  readonly bodyOf: (status: number) => unknown;

  constructor(
    bodyOf: (status: number) => unknown = () => ({ detail: 'The sandbox was told to fail.' }),
  ) {
    this.bodyOf = bodyOf;
  }

  list(): readonly ApiFaultInput[] {
    return this.#faults;
  }

  add(fault: ApiFaultInput): void {
    this.#faults.push(ApiFault.parse(fault));
  }

  /** Ends every fault; requests that hang are dropped. */
  clear(): void {
    this.#faults = [];
    for (const drop of this.#unhang.splice(0)) drop();
  }

  /** The first fault that meets this request, one use of it spent. */
  take(request: Request, operation: string): ApiFaultInput | undefined {
    const path = new URL(request.url).pathname;
    const fault = this.#faults.find(
      (each) =>
        (each.operation === undefined ? operation !== 'page' : each.operation === operation) &&
        (each.path === undefined || path.includes(each.path)) &&
        (each.method === undefined || each.method.toUpperCase() === request.method),
    );
    if (fault?.times !== undefined) this.#spend(fault, fault.times - 1);
    return fault;
  }

  /** Rejects when the client gives up or the faults are cleared, never before. */
  hang(request: Request): Promise<never> {
    return new Promise((_, reject) => {
      const drop = (): void => reject(new TypeError('The connection was dropped by the sandbox'));
      request.signal.addEventListener('abort', drop, { once: true });
      this.#unhang.push(drop);
    });
  }

  #spend(fault: ApiFaultInput, left: number): void {
    this.#faults = this.#faults.flatMap((each) =>
      each !== fault ? [each] : left === 0 ? [] : [{ ...each, times: left }],
    );
  }
}

/** Runs `handle` as the fault says. */
export async function underFault(
  fault: ApiFaultInput | undefined,
  request: Request,
  desk: FaultDesk,
  wait: Sleep,
  handle: () => Promise<Response>,
): Promise<Response> {
  switch (fault?.kind) {
    case undefined:
      return handle();
    case 'status':
      return broken(fault, desk);
    case 'slow':
      await wait(fault.ms ?? 3000, request.signal);
      return handle();
    case 'hang':
      return desk.hang(request);
    case 'network_error':
      throw new TypeError('The sandbox broke the connection');
    case 'lose_answer':
      await handle();
      if (fault.status === undefined) throw new TypeError('The sandbox lost its answer');
      return broken(fault, desk);
  }
}

function broken(fault: ApiFaultInput, desk: FaultDesk): Response {
  const status = fault.status ?? 500;
  const body = fault.body ?? desk.bodyOf(status);
  return Response.json(body, { status, headers: fault.headers ?? {} });
}
