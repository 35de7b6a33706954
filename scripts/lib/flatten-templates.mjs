/**
 * A stylesheet, which begins with a selector: minifiers of JavaScript leave what stands in a template
 * literal as it is.
 */
const STYLES = /`\s+[.:@][^`]*\}\s*`/g;

/** The same rules without comments and with fewer characters. Spaces inside values stay: some of them are operators. */
const compactStyles = (css) =>
  css
    .replaceAll(/\/\*.*?\*\//gs, '')
    .replaceAll(/\s*([{};,])\s*/g, '$1')
    .replaceAll(': ', ':')
    .replaceAll(';}', '}')
    .replaceAll(/='([\w-]+)'\]/g, '=$1]')
    .replaceAll(' > ', '>')
    .replaceAll(/\b0(?=\.\d)/g, '');

/**
 * Takes the indentation out of templates and styles. In minified code a line break that is followed
 * by an indentation stands inside a template literal or nowhere, and in HTML and CSS it says the
 * same as one space, and before the end of a tag as none. A line break by itself stays: Lit has a pattern with one.
 */
export function flattenTemplates() {
  return {
    name: 'flatten-templates',
    generateBundle(_, bundle) {
      for (const chunk of Object.values(bundle)) {
        if (chunk.type !== 'chunk') continue;
        chunk.code = chunk.code
          .replaceAll(STYLES, compactStyles)
          .replaceAll(/ *\n {2,}(>?)/g, (_all, end) => end || ' ');
      }
    },
  };
}
