/** The image types that are served. What a server declares is not trusted; the bytes are. */
export type ImageType =
  | 'image/png'
  | 'image/jpeg'
  | 'image/gif'
  | 'image/webp'
  | 'image/avif'
  | 'image/x-icon'
  | 'image/svg+xml';

/** The type of the image, from its first bytes; null when it is none that is served. */
export function imageType(body: Uint8Array): ImageType | null {
  const head = latin1(body.subarray(0, 64));
  if (head.startsWith('\x89PNG\r\n\x1a\n')) return 'image/png';
  if (head.startsWith('\xff\xd8\xff')) return 'image/jpeg';
  if (/^GIF8[79]a/.test(head)) return 'image/gif';
  if (/^RIFF[^]{4}WEBP/.test(head)) return 'image/webp';
  if (/^[^]{4}ftyp(?:[^]{4}){0,8}?avi[fs]/.test(head)) return 'image/avif';
  if (head.startsWith('\0\0\x01\0')) return 'image/x-icon';
  return isSvg(body) ? 'image/svg+xml' : null;
}

/** An `<svg` element that only a declaration, comments and a doctype may precede. */
function isSvg(body: Uint8Array): boolean {
  const text = new TextDecoder().decode(body.subarray(0, 4096)).trimStart();
  const prolog = /^(?:<\?[^]*?\?>|<!--[^]*?-->|<!doctype\s+svg[^>[]*(?:\[[^\]]*\])?\s*>|\s+)/i;
  let rest = text;
  for (let found = prolog.exec(rest); found; found = prolog.exec(rest)) {
    rest = rest.slice(found[0].length);
  }
  return /^<svg[\s/>]/i.test(rest);
}

/** One character per byte, so that patterns can speak of bytes. */
function latin1(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}
