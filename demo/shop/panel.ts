import {
  readScenario,
  SCENARIO,
  SCENARIO_COOKIE,
  scenarioCookie,
  type Switch,
} from '../scenario.js';

const LABELS: Readonly<Record<Switch, string>> = {
  backend: 'Backend',
  session: 'Session',
  key: 'Client key',
  config: 'Configured by',
  theme: 'Theme',
  look: 'Sample theme',
  layout: 'Layout',
  direction: 'Direction',
  frame: 'Checkout page',
  cancel: 'Cancel URL from',
  methods: 'Methods',
  terms: 'Conditions of sale',
};

const CHOICES: Readonly<Record<string, string>> = {
  attributes: 'attributes',
  late: 'InitData, set late',
  session: 'the session',
  shop: 'none: the shop’s own look',
  hppdata: 'HppData',
  none: 'not framed',
  few: 'as in a real shop',
  unasked: 'not asked about',
  required: 'have to be accepted',
};

const SANDBOXES = ['ottu', 'finrelay', 'optty', 'paymentoptions', 'postpay'];

interface SandboxSwitch {
  readonly label: string;
  readonly choices: Readonly<Record<string, object>>;
}

/** Orders for the control of a sandbox, by the words of the panel. */
const SANDBOX: Readonly<Record<string, SandboxSwitch>> = {
  webhooks: {
    label: 'Webhooks',
    choices: {
      'as they should': {
        mode: 'deliver',
        delay_ms: 0,
        copies: 1,
        forge: 'none',
        shopper: 'waits',
      },
      dropped: { mode: 'drop', shopper: 'continues' },
      'held until released': { mode: 'hold', shopper: 'continues' },
      'eight seconds late': { mode: 'deliver', delay_ms: 8000, shopper: 'continues' },
      'sent three times': { mode: 'deliver', copies: 3 },
      'forged signature': { mode: 'deliver', forge: 'signature', shopper: 'continues' },
      'altered body': { mode: 'deliver', forge: 'body', shopper: 'continues' },
    },
  },
  api_faults: {
    label: 'API',
    choices: {
      'as it should': [],
      'fails (503)': [{ kind: 'status', status: 503 }],
      'three seconds slow': [{ kind: 'slow', ms: 3000 }],
      'never answers': [{ kind: 'hang' }],
      'loses its answers': [{ kind: 'lose_answer' }],
    },
  },
};

function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  properties: Partial<HTMLElementTagNameMap[K]> = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

function choice(
  label: string,
  names: readonly string[],
  now: string,
  change: (to: string) => void,
) {
  const options = names.map((name) =>
    element('option', { value: name, selected: name === now }, CHOICES[name] ?? name),
  );
  const select = element('select', { onchange: () => change(select.value) }, ...options);
  return element('label', {}, label, select);
}

/** Keeps the scenario and loads the page anew, in the shop that the scenario belongs to. */
function setScenario(name: Switch, value: string): void {
  const next = { ...readScenario(document.cookie), [name]: value };
  document.cookie = `${SCENARIO_COOKIE}=${scenarioCookie(next)}; path=/; SameSite=Strict`;
  if (name === 'methods' || name === 'session' || name === 'frame' || name === 'terms')
    location.assign('/');
  else {
    // A sample theme that the URL names would go before the one that was picked here.
    const url = new URL(location.href);
    url.searchParams.delete(name);
    history.replaceState(history.state, '', url);
    location.reload();
  }
}

async function order(sandbox: string, body: object): Promise<void> {
  const answer = await fetch(`/demo/sandboxes/${sandbox}`, {
    method: 'PUT',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!answer.ok) console.error(`The sandbox refused: ${await answer.text()}`);
}

function sandboxPart(name: string): readonly HTMLElement[] {
  const switches = Object.entries(SANDBOX).map(([key, { label, choices }]) => {
    const names = Object.keys(choices);
    return choice(label, names, names[0] ?? '', (to) => void order(name, { [key]: choices[to] }));
  });
  const release = element(
    'button',
    { type: 'button', className: 'reset' },
    'Release held webhooks',
  );
  release.onclick = () => void order(name, { release: 'in_order' });
  return [element('h3', {}, `The sandbox of ${name}`), ...switches, release];
}

function buildPanel(): HTMLElement {
  const scenario = readScenario(document.cookie);
  const close = element('button', { type: 'button', className: 'close' }, 'Close');
  const reset = element('button', { type: 'button', className: 'reset' }, 'Back to normal');
  const names = Object.keys(SCENARIO) as readonly Switch[];
  const dialog = element(
    'dialog',
    { ariaLabel: 'Scenarios' },
    element('header', {}, element('h2', {}, 'Scenarios'), close),
    element('p', {}, 'For this browser only. A change loads the page anew.'),
    ...names.map((name) =>
      choice(LABELS[name], SCENARIO[name], scenario[name], (to) => setScenario(name, to)),
    ),
    reset,
    ...SANDBOXES.flatMap(sandboxPart),
    element('h3', {}, 'Behind the shop'),
    element('p', {}, element('a', { href: '/operator' }, 'Payments, as the operator sees them')),
    element('h3', {}, 'Without a shop'),
    element('p', {}, element('a', { href: '/gallery' }, 'Every state in every theme')),
    element('p', {}, element('a', { href: '/static/' }, 'A plain page with one script tag')),
  );
  close.onclick = () => dialog.close();
  reset.onclick = () => {
    document.cookie = `${SCENARIO_COOKIE}=; path=/; max-age=0`;
    void Promise.all(SANDBOXES.map((name) => order(name, { reset: true }))).then(() =>
      location.assign('/'),
    );
  };
  const open = element('button', { type: 'button' }, 'Scenarios');
  open.onclick = () => dialog.showModal();
  return element('div', { className: 'scenarios' }, open, dialog);
}

// The frame of the framed checkout has its panel outside.
if (window === window.top) {
  document.head.append(element('link', { rel: 'stylesheet', href: '/shop/panel.css' }));
  document.body.append(buildPanel());
}
