import type { Failure, FailureCode } from './session/state.js';

/** What the developer can do about it. */
const REMEDIES: Readonly<Partial<Record<FailureCode, string>>> = {
  client_key_missing:
    'No client key: set the attribute client-key, the property clientKey or window.InitData.client_key before the page has loaded, or call reload() afterwards.',
  client_key_malformed:
    'The client key is malformed: it is a text of at most 200 visible ASCII characters. Check what your page puts into client-key or window.InitData.client_key.',
  session_id_missing:
    'No session id: create a session on your server and set the attribute session-id, the property sessionId or window.InitData.session_id before the page has loaded, or call reload() afterwards.',
  session_id_malformed:
    'The session id is malformed: pass on the id that sessions.create() returned, unchanged (22 to 128 letters, digits, "-" and "_").',
  backend_url_malformed:
    'The backend URL is malformed: backend-url is an http(s) URL or a path, without credentials and query.',
  session_not_found:
    'The backend does not know this session under this client key: check that both come from the same backend and that the session has not been deleted.',
  invalid_response:
    'The answer of the backend does not follow the contract. First field that is wrong:',
  network_error:
    'The backend could not be reached: check backend-url, that it answers without redirects, and, on another origin, its allowedOrigins.',
  timeout: 'The backend did not answer in time.',
  navigation_refused:
    'The URL to leave to is not allowed: it must be https (or http on loopback), without credentials, and listed in allowed-redirect-origins where that is set. Refused:',
  form_blocked:
    'The page may not open the provider: list every origin of the redirect chain in form-action of its content security policy, and in a sandboxed frame allow the top navigation.',
  hook_failed: 'A promise given to waitUntil was rejected, so nothing was started.',
  hook_timeout: 'A promise given to waitUntil was pending for 30 seconds, so nothing was started.',
  module_not_loaded:
    'A part of the widget could not be fetched: serve the files beside the script, too, and allow them in script-src.',
};

/** The technical message of a failure: what to do, then what happened. Never for shoppers. */
export function remedyOf({ code, detail }: Failure): string {
  return [REMEDIES[code] ?? code, detail].filter(Boolean).join(' ');
}
