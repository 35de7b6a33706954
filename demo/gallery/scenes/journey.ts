import { canceled, choose, ok, problem, started, type Scene, type SceneGroup } from '../scene.js';
import { attempt, attempted, session } from '../sessions.js';

const from = (name: string, about: string, more: Partial<Scene> & Pick<Scene, 'phase'>): Scene => ({
  name,
  about,
  reads: [ok(session())],
  ...more,
});

const FIELDS = { method: 'POST', fields: { token: 'a', checksum: 'b' } };
const live = attempted(attempt());
const nowhere = { reads: [ok(session({ cancel_url: null }))] };
const notCanceled = problem(409, 'attempt_in_progress', { attempt: attempt() });

export const PAYING: SceneGroup = {
  title: 'From the list to the provider',
  scenes: [
    from('waiting', 'Pressed before the code behind it is there', {
      phase: 'choosing',
      shows: 'form[aria-busy=true]',
      acts: ['pay'],
      page: { parts: 'late' },
    }),
    from('asking', 'The page of the merchant is asked', {
      phase: 'asking',
      holds: 'hpp-before-redirect',
      acts: ['pay'],
    }),
    from('starting', 'The backend is asked', {
      phase: 'starting',
      starts: ['silence'],
      acts: ['pay'],
    }),
    from('warning', 'Another payment may still succeed', {
      phase: 'warning',
      reads: [ok(live)],
      starts: [problem(409, 'attempt_not_cancelable', { attempt: attempt() })],
      acts: [choose(2), 'pay'],
    }),
    from('leaving', 'To the provider', {
      phase: 'leaving',
      reads: [ok(session()), ok(live)],
      starts: [started(attempt())],
      acts: ['pay'],
    }),
    from('leaving-post', 'To the provider, by a form', {
      phase: 'leaving',
      shows: '[part=continue-form]',
      reads: [ok(session()), ok(live)],
      starts: [started(attempt(), { ...FIELDS, url: '/gallery/provider' })],
      acts: ['pay'],
    }),
    from('leaving-blocked', 'The policy of the page refuses the form', {
      phase: 'leaving',
      shows: '.message.info',
      reads: [ok(session()), ok(live)],
      starts: [started(attempt(), { ...FIELDS, url: 'https://pay.example/' })],
      acts: ['pay'],
    }),
  ],
};

export const CANCELING: SceneGroup = {
  title: 'Turning back',
  scenes: [
    from('asking-cancel', 'The page of the merchant is asked', {
      phase: 'asking_cancel',
      holds: 'hpp-before-cancel',
      acts: ['cancel'],
    }),
    from('canceling', 'The backend is asked', {
      phase: 'canceling',
      cancels: ['silence'],
      acts: ['cancel'],
    }),
    from('parting-live', 'Not canceled; the shopper may leave', {
      phase: 'parting',
      reads: [ok(live)],
      cancels: [notCanceled],
      acts: ['cancel'],
    }),
    from('parting-live-nowhere', 'Not canceled, and nowhere to go', {
      ...nowhere,
      phase: 'parting',
      cancels: [notCanceled],
      acts: ['cancel'],
    }),
    from('parting-unknown', 'Nobody knows, and nowhere to go', {
      ...nowhere,
      phase: 'parting',
      cancels: [problem(500, 'internal_error')],
      acts: ['cancel'],
    }),
    from('departing', 'Canceled, on the way back', {
      phase: 'departing',
      cancels: [canceled(session({ state: 'canceled' }), '/gallery/provider')],
      acts: ['cancel'],
    }),
    from('departing-unknown', 'On the way back, whether canceled or not', {
      phase: 'departing',
      cancels: [problem(500, 'internal_error')],
      acts: ['cancel'],
    }),
    from('departing-from-end', 'Back from a result', {
      phase: 'departing',
      reads: [ok(session({ state: 'expired' }))],
      acts: ['cancel'],
    }),
  ],
};
