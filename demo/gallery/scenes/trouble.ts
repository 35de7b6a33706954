import { ok, problem, type SceneGroup } from '../scene.js';
import { session } from '../sessions.js';

const hppData = { cancel_url: '/gallery/provider' };

export const TROUBLE: SceneGroup = {
  title: 'What only the merchant or the network can mend',
  scenes: [
    {
      name: 'misconfigured',
      about: 'The page names no session',
      phase: 'misconfigured',
      attributes: { 'session-id': null },
    },
    {
      name: 'misconfigured-way-back',
      about: 'The same, with a way back',
      phase: 'misconfigured',
      attributes: { 'session-id': null },
      page: { hppData },
    },
    {
      name: 'broken-offline',
      about: 'The backend cannot be reached',
      phase: 'broken',
      reads: ['unreachable'],
      acts: [{ pass: 20_000 }],
      page: { hppData },
    },
    {
      name: 'broken-unknown',
      about: 'There is no such session',
      phase: 'broken',
      reads: [problem(404, 'session_not_found')],
    },
    {
      name: 'broken-number',
      about: 'The backend failed, with the number of the request',
      phase: 'broken',
      shows: '[part~=note]',
      reads: [problem(500, 'internal_error', { request_id: 'req_7TfKQ2m9' })],
    },
    {
      name: 'broken-parts',
      about: 'Not even the code that could say more can be had',
      phase: 'broken',
      reads: ['unreachable'],
      page: { parts: 'lost' },
    },
    {
      name: 'broken-answer',
      about: 'The answer is none of ours',
      phase: 'broken',
      reads: [ok({ ...session(), amount: 14.25 })],
    },
  ],
};
