/**
 * Takes the indentation out of templates and styles. In minified code a line break stands inside a
 * template literal or nowhere, and in HTML and CSS a run of white space says the same as one space.
 */
export function flattenTemplates() {
  return {
    name: 'flatten-templates',
    generateBundle(_, bundle) {
      for (const chunk of Object.values(bundle)) {
        if (chunk.type !== 'chunk') continue;
        chunk.code = chunk.code.replaceAll(/([{;])\s*\n\s*/g, '$1').replaceAll(/\s*\n\s*/g, ' ');
      }
    },
  };
}
