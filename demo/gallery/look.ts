/** How the gallery looks: by its own address, and later as its controls say. */
export interface Look {
  /** One of `/themes/*.css`, or one of the two that need no file. */
  readonly theme: string;
  /** Of the page: `light`, `dark`, or what the system prefers. */
  readonly scheme: string;
  readonly lang: string;
  /** Pixels, or `wide`. */
  readonly width: string;
}

const RIGHT_TO_LEFT = ['ar', 'fa', 'he', 'ur'];

export function readLook(params: URLSearchParams): Look {
  return {
    theme: params.get('theme') ?? 'default',
    scheme: params.get('scheme') ?? 'auto',
    lang: params.get('lang') ?? 'en',
    width: params.get('width') ?? '320',
  };
}

export const writeLook = (look: Look, more: Readonly<Record<string, string>> = {}): string =>
  `/gallery?${new URLSearchParams({ ...look, ...more }).toString()}`;

/** Puts a look on the page, and tells in `data-look` which one is on. */
export async function applyLook(look: Look, themes: readonly string[]): Promise<void> {
  const { documentElement: html } = document;
  const { theme, scheme, lang, width } = look;
  html.lang = lang;
  html.dir = RIGHT_TO_LEFT.includes(lang) ? 'rtl' : 'ltr';
  const hasSheet = themes.includes(theme);
  html.dataset['theme'] = theme;
  html.dataset['width'] = width;
  html.dataset['scheme'] = theme === 'dark' && !hasSheet ? 'dark' : scheme;
  document.querySelector('#theme-sheet')?.remove();
  if (hasSheet) await loadSheet(theme);
  html.dataset['look'] = writeLook(look);
}

async function loadSheet(theme: string): Promise<void> {
  const sheet = Object.assign(document.createElement('link'), {
    id: 'theme-sheet',
    rel: 'stylesheet',
    href: `/themes/${theme}.css`,
  });
  const loaded = new Promise((resolve) => {
    sheet.onload = resolve;
    sheet.onerror = resolve;
  });
  document.head.append(sheet);
  await loaded;
}
