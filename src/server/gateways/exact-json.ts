/** A JSON string, or a JSON number outside of one. */
const TOKEN = /"(?:[^"\\]+|\\.)*"|-?\d[\d.eE+-]*/g;

/**
 * JSON with every number kept as the text that stands in the source, so that no amount passes
 * through a float and a signature over `14.000` is not checked against `14`. Undefined when the
 * text is not JSON.
 */
export function parseExactly(text: string): unknown {
  try {
    // Judged first: quoting could turn something that is not JSON into something that is.
    JSON.parse(text);
    return JSON.parse(
      text.replace(TOKEN, (token) => (token.startsWith('"') ? token : `"${token}"`)),
    );
  } catch {
    return undefined;
  }
}
