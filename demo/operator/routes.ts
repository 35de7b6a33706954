import { readFile } from 'node:fs/promises';
import { Hono, type Context } from 'hono';
import { csrf } from 'hono/csrf';
import { html } from 'hono/html';
import type { BlankEnv } from 'hono/types';
import { CheckoutError } from 'hpp-checkout/server';
import { carryOut, readDraft, type OperatorSessions } from './carry-out.js';
import { operatorPage, type Markup } from './layout.js';
import { listPage, STATES } from './list-page.js';
import type { Draft } from './operation-forms.js';
import { sessionPage } from './session-page.js';
import { toldOf, type Told } from './told.js';

const PER_PAGE = 20;

/**
 * The pages of the shop's operator, below `/operator`. They ask for no password, so they answer only
 * under the demo's own name: another name for this machine is somebody else's page.
 *
 * @param origin of the demo, as browsers reach it
 */
export function operatorSite(sessions: OperatorSessions, origin: string): Hono {
  const site = new Hono();
  site.use('*', async (c, next) => {
    if (new URL(c.req.url).origin !== origin) return c.text(`Open ${origin}/operator.`, 421);
    return next();
  });
  // A form of another site must not move money.
  site.use('*', csrf({ origin }));
  site.onError((error, c) => {
    if (!(error instanceof CheckoutError)) throw error;
    const gone = error.code === 'session_not_found';
    const title = gone ? 'No such payment' : 'That did not work';
    return show(c, title, html`<h1>${title}</h1>`, gone ? 404 : 400);
  });

  site.get('/operator.css', async (c) => {
    const styles = await readFile(new URL('./operator.css', import.meta.url), 'utf8');
    c.header('Cache-Control', 'no-cache');
    return c.body(styles, 200, { 'Content-Type': 'text/css', 'X-Content-Type-Options': 'nosniff' });
  });

  site.get('/', async (c) => {
    const state = STATES.find((one) => one === c.req.query('state')) ?? null;
    const cursor = c.req.query('after');
    const page = await sessions.list({
      limit: PER_PAGE,
      ...(state !== null && { state }),
      ...(cursor !== undefined && { cursor }),
    });
    const body = listPage({ ...page, state, paged: cursor !== undefined });
    return show(c, 'Payments', body, 200);
  });

  site.get('/sessions/:id', (c) => showSession(c, sessions, {}));

  site.post('/sessions/:id', async (c) => {
    const draft = readDraft(await c.req.parseBody());
    if (draft === null) return show(c, 'Unknown', html`<h1>There is no such act</h1>`, 400);
    const session = await sessions.retrieve(c.req.param('id'));
    const outcome = await carryOut(sessions, session, draft);
    if (outcome.kind === 'done') {
      return c.redirect(`/operator/sessions/${session.id}?told=${outcome.what}`, 303);
    }
    const { text, again, status } = outcome;
    return showSession(c, sessions, { told: { tone: 'bad', text }, draft: again, status });
  });

  site.post('/sessions/:id/settle', async (c) => {
    const { operation, outcome } = await c.req.parseBody();
    const found = outcome === 'done' || outcome === 'refused' ? outcome : null;
    if (found === null || typeof operation !== 'string') return c.text('Unknown outcome.', 400);
    const { id } = await sessions.settleOperation(c.req.param('id'), operation, found);
    return c.redirect(`/operator/sessions/${id}?told=${encodeURIComponent(operation)}`, 303);
  });
  return site;
}

interface Shown {
  readonly told?: Told;
  readonly draft?: Draft | null;
  readonly status?: number;
}

async function showSession(
  c: Context<BlankEnv, '/sessions/:id'>,
  sessions: OperatorSessions,
  { told, draft = null, status = 200 }: Shown,
): Promise<Response> {
  const session = await sessions.retrieve(c.req.param('id'));
  const events = await sessions.events(session.id);
  const title = session.reference ?? 'Payment';
  const said = told ?? toldOf(session, c.req.query('told'));
  return show(c, title, sessionPage({ session, events, told: said, draft }), status);
}

const show = (c: Context, title: string, body: Markup, status: number): Promise<Response> =>
  operatorPage({ title, body, cookies: c.req.header('cookie'), status });
