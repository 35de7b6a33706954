import { expect } from '@open-wc/testing';
import { browserPorts } from '../../src/widget/ports.js';
import { FakeBackend } from '../support/fake-backend.js';
import { anAttempt, aReturn, aSession } from '../support/session-fixtures.js';
import { clearStages, stage } from '../support/widget.js';

/** One language for each way of writing, and the direction of it. */
const LANGUAGES = {
  ar: 'rtl',
  he: 'rtl',
  fa: 'rtl',
  ja: 'ltr',
  'zh-Hant': 'ltr',
  ko: 'ltr',
  hi: 'ltr',
  th: 'ltr',
  uk: 'ltr',
  vi: 'ltr',
} as const;

const attempted = (state: 'redirected' | 'failed') =>
  ({ state: 'attempted', attempt: anAttempt({ state }) }) as const;

const SCREENS: Readonly<Record<string, Parameters<typeof aSession>[0]>> = {
  list: {},
  'under way': attempted('redirected'),
  declined: attempted('failed'),
  confirming: { state: 'attempted', attempt: aReturn() },
  paid: { state: 'paid', attempt: aReturn({ state: 'paid' }) },
  expired: { state: 'expired' },
};

for (const [lang, direction] of Object.entries(LANGUAGES))
  describe(`in ${lang}`, () => {
    afterEach(clearStages);

    for (const [name, changes] of Object.entries(SCREENS))
      it(`${name} is accessible, runs ${direction} and speaks no English`, async () => {
        // The real words, there before they are asked for.
        await browserPorts.locale(lang);
        const backend = Object.assign(new FakeBackend(), { session: aSession(changes) });
        const attributes = { 'client-key': 'key', 'session-id': aSession().id, lang };
        const page = await stage({ backend, attributes });
        await page.settle();
        expect(getComputedStyle(page.one('.root')).direction).to.equal(direction);
        expect(page.one('.root').lang).to.equal(lang);
        expect(page.text).not.to.match(/\b(?:pay|payment|the|you|order|cancel|total)\b/i);
        await expect(page.element).to.be.accessible();
      });
  });
