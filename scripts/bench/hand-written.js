/* global CSSStyleSheet, HTMLElement, customElements, document */
/** The same list as the widget draws, by hand and without any library: what it is measured against. */
const styles = new CSSStyleSheet();
styles.replaceSync(`
  :host { display: block; max-inline-size: 30rem; font: 1rem/1.4 system-ui, sans-serif; }
  .root, form { display: grid; gap: 1rem; }
  .root { padding: 1.5rem; border: 1px solid #dde1e9; border-radius: 18px; }
  fieldset { display: grid; gap: .5rem; margin: 0; padding: 0; border: 0; min-inline-size: 0; }
  label { display: flex; gap: .75rem; align-items: center; min-block-size: 4.25rem;
    padding: .5rem 1rem; border: 1px solid #dde1e9; border-radius: 12px; }
  .icon { inline-size: 40px; block-size: 28px; border-radius: 5px; background: #eee;
    display: grid; place-items: center; }
  .name { flex: 1; font-weight: 600; }
  button { min-block-size: 3.25rem; border: 0; border-radius: 12px; background: #1d4ed8; color: #fff; }
`);

const element = (name, className, ...children) => {
  const made = document.createElement(name);
  made.className = className;
  made.append(...children);
  return made;
};

const format = ({ value, currency }) =>
  new Intl.NumberFormat('en', { style: 'currency', currency }).format(value);

function row(method, checked) {
  const input = element('input', '');
  input.type = 'radio';
  input.name = 'method';
  input.checked = checked;
  return element(
    'label',
    'method',
    input,
    element('span', 'icon', method.name[0]),
    element('span', 'name', method.name),
    element('span', 'total', format(method.total)),
  );
}

customElements.define(
  'hand-written',
  class extends HTMLElement {
    async connectedCallback() {
      const root = this.attachShadow({ mode: 'open' });
      root.adoptedStyleSheets = [styles];
      const id = this.getAttribute('session-id');
      const answer = await fetch(`/api/checkout/sessions/${id}`, {
        headers: { 'Client-Key': this.getAttribute('client-key') },
      });
      const session = await answer.json();
      const methods = session.payment_methods;
      const legend = element('legend', '', 'Payment method');
      const list = element('fieldset', '', legend, ...methods.map((each, n) => row(each, n === 0)));
      const heading = element('h2', '', format(session.amount));
      const pay = element(
        'button',
        'pay',
        `Pay ${format(methods[0].total)} with ${methods[0].name}`,
      );
      root.append(element('div', 'root', element('form', '', heading, list, pay)));
    }
  },
);
