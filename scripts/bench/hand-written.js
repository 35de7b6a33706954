/* global CSSStyleSheet, HTMLElement, Image, STYLES, customElements, document, window */
/**
 * The list that the widget draws, by hand and without any library: what it is measured against.
 * Written to be quick, as somebody careful would: one template that is cloned for each row, one
 * formatter for all amounts of a kind, one listener, everything attached at once. It believes the
 * session as it is and speaks one language. `STYLES` is put in by the bench: the widget's own rules.
 */
/** As many rows as the widget offers a search for. */
const SEARCH_FROM = 12;

const styles = new CSSStyleSheet();
styles.replaceSync(STYLES);

const template = (markup) => {
  const made = document.createElement('template');
  made.innerHTML = markup;
  return made;
};

const row = template(
  '<label class="method" part="method"><input type="radio" name="method">' +
    '<span class="icon" part="icon" aria-hidden="true"></span><span class="words">' +
    '<span class="name" part="method-name"><bdi></bdi> </span>' +
    '<span class="total" part="method-total"><bdi></bdi></span></span></label>',
);
const card = template(
  '<div class="box"><div class="root" part="root" lang="en" dir="ltr"><form part="form" aria-busy="false">' +
    '<header part="header"><h2 part="heading" tabindex="-1"><small></small>' +
    ' <bdi class="amount" part="amount"></bdi></h2><p></p></header>' +
    '<fieldset part="methods"><legend>Payment method</legend></fieldset>' +
    '<button class="pay" part="pay" aria-disabled="false"></button>' +
    '<p class="next">You continue to a secure payment page.</p>' +
    '<button type="button" class="link" part="cancel" aria-disabled="false">Cancel</button>' +
    '</form></div><p class="status" role="status" lang="en"></p></div>',
);

const search = template(
  '<input type="search" part="search" aria-label="Search payment methods" placeholder="Search payment methods">',
);
const formatters = new Map();

function format({ value, currency }) {
  const digits = value.split('.')[1]?.length ?? 0;
  const kind = currency + digits;
  let formatter = formatters.get(kind);
  if (!formatter) {
    const fraction = { minimumFractionDigits: digits, maximumFractionDigits: digits };
    formatter = new Intl.NumberFormat('en', { style: 'currency', currency, ...fraction });
    formatters.set(kind, formatter);
  }
  return formatter.format(value);
}

function small(text) {
  const made = document.createElement('small');
  made.appendChild(document.createElement('bdi')).textContent = text;
  return made;
}

/** Over the letter, once it is there. */
function picture(src) {
  const image = new Image();
  image.hidden = true;
  image.alt = '';
  image.onload = image.onerror = ({ type }) => (image.hidden = type === 'error');
  image.src = src;
  return image;
}

function badge() {
  const made = document.createElement('span');
  made.className = 'badge';
  made.part = 'badge';
  made.textContent = 'Test';
  return made;
}

function methodRow(method, checked) {
  const made = row.content.firstChild.cloneNode(true);
  const [input, icon, words] = made.childNodes;
  const [name, total] = words.childNodes;
  const reason = method.unavailable_reason;
  const note = reason ? 'The amount is too low' : method.description;
  input.value = method.code;
  input.checked = checked;
  input.disabled = reason !== null;
  icon.textContent = method.name[0];
  if (method.icon) icon.append(picture(method.icon));
  name.firstChild.textContent = method.name;
  if (method.sandbox) name.append(badge());
  if (note) name.append(small(note));
  total.firstChild.textContent = format(method.total);
  if (method.fee) total.append(small(`incl. ${format(method.fee)} fee`));
  return made;
}

customElements.define(
  'hand-written',
  class extends HTMLElement {
    connectedCallback() {
      const { session } = window.InitData;
      const methods = session.payment_methods;
      const made = document.importNode(card.content, true);
      const find = (selector) => made.querySelector(selector);
      const pay = find('.pay');
      const say = ({ total, name }) => (pay.textContent = `Pay ${format(total)} with ${name}`);
      const selected = methods.find((each) => !each.unavailable_reason);
      find('small').textContent = session.order.merchant_name;
      find('.amount').textContent = format(session.amount);
      find('header p').textContent = `Order ${session.order.reference}`;
      const rows = methods.map((each) => methodRow(each, each === selected));
      if (rows.length >= SEARCH_FROM) find('fieldset').append(search.content.cloneNode(true));
      find('fieldset').append(...rows);
      find('form').addEventListener('change', ({ target }) =>
        say(methods.find((each) => each.code === target.value)),
      );
      find('form').addEventListener('input', ({ target: { type, value } }) => {
        if (type !== 'search') return;
        rows.forEach((each, n) => (each.hidden = !methods[n].name.includes(value)));
      });
      find('form').addEventListener('submit', (event) => event.preventDefault());
      say(selected);
      const root = this.attachShadow({ mode: 'open' });
      root.adoptedStyleSheets = [styles];
      root.append(made);
    }
  },
);
