/**
 * An object as JSON that can stand in a `<script type="application/json">` of an HTML page, whatever
 * texts are in it: nothing in it can end the script, open a comment or break a line of JavaScript.
 * `JSON.parse` reads it back as it was.
 */
export function toScriptJson(value: object): string {
  return JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, escaped);
}

const escaped = (character: string): string =>
  `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
