import type { JourneyModule } from './journey.js';
import { loadLocale, type LocaleModule } from './on-demand.js';

/** The outside world of the widget: all that a test has to replace. */
export interface Ports {
  fetch(url: string, init: RequestInit): Promise<Response>;
  /** Resolves after `ms` milliseconds, or never once the signal is aborted. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
  /** Milliseconds since some moment, by a clock that nobody sets. */
  now(): number;
  /** Resolves after the next paint, or soon where nothing is painted: in a hidden tab, say. */
  painted(): Promise<void>;
  /** From 0 up to, not including, 1. */
  random(): number;
  /** The URL of the page. */
  href(): string;
  /** True when the shopper came by the back or forward button: what stands in the page is old. */
  isRevisit(): boolean;
  /** A global variable of the page, such as `InitData`. */
  global(name: string): unknown;
  /** Fetches what the first screen does not need. */
  journey(): Promise<JourneyModule>;
  /** Fetches the words of a language of `locales/names.ts`. */
  locale(name: string): Promise<LocaleModule>;
}

export const browserPorts: Ports = {
  fetch: (url, init) => fetch(url, init),
  sleep: (ms, signal) =>
    new Promise((resolve) => {
      if (signal.aborted) return;
      const timer = setTimeout(resolve, ms);
      signal.addEventListener('abort', () => clearTimeout(timer));
    }),
  now: () => performance.now(),
  painted: () =>
    new Promise((resolve) => {
      requestAnimationFrame(() => setTimeout(resolve));
      setTimeout(resolve, 500);
    }),
  random: () => Math.random(),
  href: () => location.href,
  isRevisit: () =>
    performance
      .getEntriesByType('navigation')
      .some((entry) => (entry as PerformanceNavigationTiming).type === 'back_forward'),
  global: (name) => (globalThis as Readonly<Record<string, unknown>>)[name],
  journey: () => import('./journey.js'),
  locale: loadLocale,
};
