/**
 * What of Lit the widget does not use. Read by `lean-libraries.mjs`, which takes the development code
 * of Lit, because that can be read. `TAKEN_OUT` stops the build when the widget begins to use it.
 */

/** Takes a method out of a class: in that code the braces of one are four spaces in. */
const without = (head) => [new RegExp(`^ {4}${head}\\(.*\\{(?: \\}|[^]*?^ {4}\\},?)$`, 'gm'), ''];

/** Warnings for developers, polyfills, hydration, marks for tools. */
const DEVELOPMENT = [
  [/(?<=const DEV_MODE = )true/, 'false'],
  [/^const polyfillSupport = [^]*?;$/m, 'const polyfillSupport = undefined;'],
  [/^\(global\.\w+Versions \?\?= .*$/m, ''],
];
const DEBUG_LOG = [
  /^const debugLogEvent = [^]*?^ {4}: undefined;$/m,
  'const debugLogEvent = undefined;',
];

const CSS_TAG = [
  // Every browser that knows `light-dark()`, which the styles are written with, adopts style sheets.
  [/(?<=supportsAdoptingStyleSheets = )global\.[^]*?(?=;$)/m, 'true'],
  // Only our `css` makes styles, each once.
  [/(?<=constructor\(cssText)[^]*?(?=this\.cssText)/, ') {'],
  ['this._strings = strings;', ''],
  ['const strings = this._strings;', ''],
  ['strings !== undefined && strings.length === 1', 'false'],
  ["typeof value === 'string' ? value : String(value), undefined, constructionToken", 'value'],
  ['supportsAdoptingStyleSheets && styleSheet === undefined', 'true'],
  without('toString'),
  // The element has one style sheet.
  ['styles.map((s) => s instanceof CSSStyleSheet ? s : s.styleSheet)', '[styles.styleSheet]'],
];

const REACTIVE_ELEMENT = [
  ...DEVELOPMENT,
  DEBUG_LOG,
  [/^const trustedTypes = [^]*?^const emptyString[^]*?;$/m, ''],
  // The element has one style sheet.
  ['this.finalizeStyles(this.styles)', 'this.styles'],
  without('static finalizeStyles'),
  ['ReactiveElement.elementStyles = [];', ''],
  // Decorators: their metadata, the accessors that they wrap, what they add to a class.
  ["Symbol.metadata ??= Symbol('metadata');", ''],
  ['global.litPropertyMetadata ??= new WeakMap();', ''],
  ['this[Symbol.metadata]', 'null'],
  without('static addInitializer'),
  ['superCtor._initializers !== undefined', 'false'],
  ['this.constructor._initializers?.forEach((i) => i(this));', ''],
  ['this.prototype.hasOwnProperty(name)', 'false'],
  [/const \{ get, set \} = [^]*?return \{\s+get,/, 'return { get() { return this[key]; },'],
  ['get?.call(this)', 'this[key]'],
  ['set?.call(this, value)', 'this[key] = value'],
  ['elementProperties.size > 0', 'false'],
  // Properties have names, an attribute at most, and a type at most.
  ['...getOwnPropertySymbols(props),', ''],
  ['options.state', 'false'],
  ['options = defaultPropertyDeclaration', 'options'],
  ['?? defaultPropertyDeclaration', ''],
  ['!options.noAccessor', 'true'],
  ["typeof name === 'string' ? name.toLowerCase() : undefined", 'name.toLowerCase()'],
  [/(?<=const changed = )\(options\.hasChanged[^]*?(?=;$)/m, 'notEqual(this[name], oldValue)'],
  ['if (useNewValue === false) { newValue = this[name]; }', ''],
  ['options ??= ctor.getPropertyOptions(name);', ''],
  ['(name, oldValue, options, useNewValue = false, newValue) {', '(name, oldValue) {'],
  ['this.requestUpdate(name, oldValue, options)', 'this.requestUpdate(name, oldValue)'],
  ['this._$changeProperty(name, oldValue, options)', 'this._$changeProperty(name, oldValue)'],
  ['(name, oldValue, { useDefault, reflect, wrapped }, initializeValue) {', '(name, oldValue) {'],
  ['useDefault && !(this', 'false && !(this'],
  ['!this.hasUpdated && !useDefault', '!this.hasUpdated'],
  // Texts and numbers are read from attributes, and nothing is written to one.
  ['reflect === true && ', 'false && '],
  without('__propertyToAttribute'),
  without('toAttribute'),
  [
    'this.__reflectingProperties &&= this.__reflectingProperties.forEach((p) => this.__propertyToAttribute(p, this[p]));',
    '',
  ],
  [/ && this\.__reflectingProperty !== propName/, ''],
  [/this\.__reflectingProperty = (?:null|propName);/g, ''],
  [/(?<=const converter = )typeof options\.converter[^]*?(?=;$)/m, 'defaultConverter'],
  ['convertedValue ?? this.__defaultValues?.get(propName) ?? convertedValue', 'convertedValue'],
  ['case Boolean: fromValue = value !== null; break;', ''],
  [/case Object:\s+case Array:\s+try [^]*?break;/, ''],
  // Of the hooks there are `willUpdate`, `hostUpdate` and `hostUpdated`.
  ['this.renderRoot !== undefined && this.isConnected', 'false'],
  without('removeController'),
  ['this.__controllers?.forEach((c) => c.hostConnected?.());', ''],
  ['this.__controllers?.forEach((c) => c.hostDisconnected?.());', ''],
  ['const result = this.scheduleUpdate();', 'this.performUpdate();'],
  ['result != null', 'false'],
  without('scheduleUpdate'),
  ['shouldUpdate = this.shouldUpdate(changedProperties);', ''],
  ['shouldUpdate = false; this.__mark', 'this.__mark'],
  ['let shouldUpdate = false;', 'const shouldUpdate = true;'],
  without('shouldUpdate'),
  ['this.firstUpdated(changedProperties);', ''],
  without('firstUpdated'),
  ['this.updated(changedProperties);', ''],
  without('updated'),
  ['return this.getUpdateComplete();', 'return this.__updatePromise;'],
  without('getUpdateComplete'),
  // No update comes before the connection, which makes the root.
  [/this\.renderRoot \?\?=\s+this\.createRenderRoot\(\);(?=\s+if \(DEV)/, ''],
];

const LIT_HTML = [
  ...DEVELOPMENT,
  DEBUG_LOG,
  [/(?<=const ENABLE_EXTRA_SECURITY_HOOKS = )true/, 'false'],
  [/const wrap = [^]*?;$/m, ''],
  [/\bwrap\(/g, '('],
  // Directives, and `noChange`, which is a value for them.
  [/resolveDirective\(this, (.*?), directiveParent(?:, \w+)?\)/g, '$1'],
  ['&& value !== noChange', ''],
  ['if (v === noChange) { v = this._$committedValue[i]; }', ''],
  ['if (newListener === noChange) { return; }', ''],
  [/, directiveParent = this(?=[,)])/g, ''],
  ['change && !noCommit', 'change'],
  [', valueIndex, noCommit) {', ', valueIndex) {'],
  ['part._$setValue(values, part, i)', 'part._$setValue(values, i)'],
  // What directives, the debugger and tests ask of the parts.
  without('get tagName'),
  without('get _\\$isConnected'),
  without('get parentNode'),
  without('get startNode'),
  without('get endNode'),
  without('setConnected'),
  [/^ *this\._\$disconnectableChildren = undefined;/gm, ''],
  [/^ *this\.__isConnected = .*/m, ''],
  [/^ *this\.type = \w+;/gm, ''],
  [/constructor\(\) \{\s+super\(\.\.\.arguments\);\s+\}/g, ''],
  [/constructor\(element, name, strings, parent, options\) \{\s+super[^]*?^ {4}\}/m, ''],
  ['this._$parent = parent;', ''],
  ['this._$notifyConnectionChanged?.(false, true, from);', ''],
  // Templates have elements, children, attributes, properties, boolean attributes and listeners in
  // them: no comments, no MathML, no elements that hold raw text, no bindings to an element itself.
  ['type === MATHML_RESULT', 'false'],
  [/\(\?:\(!--\|.*(?=\/g;$)/m, '\\/?[a-zA-Z][^>\\s]*'],
  [/if \(match\[COMMENT_START\][^]*?(?=\}\s+else if \(regex === tagEnd)/, 'regex = tagEndRegex;'],
  [
    /else if \(regex === doubleQ[^]*?rawTextEndRegex = undefined;\s+\}/,
    'else { regex = tagEndRegex; }',
  ],
  ['rawTextEndRegex ?? textEndRegex', 'textEndRegex'],
  ['name.startsWith(marker)', 'false'],
  ['rawTextElement.test(node.tagName)', 'false'],
  ['data === markerMatch', 'true'],
  ['templatePart.type === ATTRIBUTE_PART', 'true'],
  // They are never compiled beforehand, nor given other options than the element itself.
  ["typeof type === 'number'", 'true'],
  ['(options?.creationScope ?? d)', 'd'],
  [/options\?\.renderBefore \?\? /g, ''],
  ['options ?? {}', 'options'],
  // A listener is a function.
  [/\|\|\s+newListener\.capture[^]*?oldListener\.passive/, ''],
];

const LIT_ELEMENT = [
  ...DEVELOPMENT,
  ['global.litElementHydrateSupport?.({ LitElement });', ''],
  // Nothing stands in the root before it is drawn, and no directive hears of connections.
  without('createRenderRoot'),
  without('connectedCallback'),
  without('disconnectedCallback'),
  ['if (!this.hasUpdated) { this.renderOptions.isConnected = this.isConnected; }', ''],
  ['this.__childPart = undefined;', ''],
  ['this.__childPart = render(', 'render('],
  // The element draws something.
  without('render'),
  ["LitElement['_$litElement$'] = true;", ''],
];

export const LIT_ANSWERS = {
  '@lit/reactive-element/css-tag.js': CSS_TAG,
  '@lit/reactive-element/reactive-element.js': REACTIVE_ELEMENT,
  'lit-html/lit-html.js': LIT_HTML,
  'lit-element/lit-element.js': LIT_ELEMENT,
};

const HOOKS =
  'firstUpdated|updated|shouldUpdate|scheduleUpdate|performUpdate|getUpdateComplete|createRenderRoot';

/** What a module of the widget must not have in it. */
export const TAKEN_OUT = new RegExp(
  [
    // Directives, decorators and other libraries around Lit.
    `from 'lit/.+'`,
    '\\b(?:noChange|mathml|hostConnected|hostDisconnected|removeController|addInitializer)\\b',
    // Hooks of an element, and options of its properties.
    `\\b(?:override|super\\.)\\s*(?:async )?(?:${HOOKS})\\b`,
    '\\b(?:reflect|useDefault|hasChanged|converter|noAccessor): |\\btype: (?:Boolean|Object|Array)\\b',
    '\\bstyles = \\[',
    // In templates.
    '<!--|<(?:script|style|textarea|title|math)\\b',
  ].join('|'),
);
