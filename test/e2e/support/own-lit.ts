import { fileURLToPath } from 'node:url';
import { build, type Rolldown } from 'vite';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const lit = `import { LitElement, html } from 'lit';
customElements.define('shop-greeting', class extends LitElement {
  render() { return html\`<p>Welcome, made with Lit</p>\`; }
});`;

const SOURCES = {
  /** The page's bundler resolves the widget and the page's own element to one Lit. */
  shared: `import 'hpp-checkout/define';\n${lit}`,
  /** The page's own bundle knows nothing of the widget. */
  apart: lit,
};

/** What the bundler of a merchant makes of a page that has its own Lit. */
export async function bundleOwnLit(kind: keyof typeof SOURCES): Promise<string> {
  const id = '\0own-lit';
  const result = await build({
    root,
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    plugins: [
      {
        name: 'own-lit',
        resolveId: (source) => {
          if (source.endsWith('own-lit')) return id;
          // By way of the exports of the package, as an installed one is found.
          return source === 'hpp-checkout/define' ? `${root}/dist/define.js` : null;
        },
        load: (source) => (source === id ? SOURCES[kind] : null),
      },
    ],
    build: {
      write: false,
      lib: { entry: 'own-lit', formats: ['es'] },
      rolldownOptions: { output: { codeSplitting: false } },
    },
  });
  const [output] = [result].flat() as Rolldown.RolldownOutput[];
  return output?.output[0].code ?? '';
}
