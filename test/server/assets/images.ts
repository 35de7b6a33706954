const ascii = (text: string): number[] => Array.from(text, (char) => char.charCodeAt(0));

/** The smallest bytes that show each type. */
export const IMAGES = {
  'image/png': Uint8Array.from([0x89, ...ascii('PNG\r\n\x1a\n'), 0, 0, 0, 13]),
  'image/jpeg': Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 0]),
  'image/gif': Uint8Array.from(ascii('GIF89a\x01')),
  'image/webp': Uint8Array.from([...ascii('RIFF'), 1, 2, 10, 13, ...ascii('WEBPVP8 ')]),
  'image/avif': Uint8Array.from([
    0,
    0,
    0,
    32,
    ...ascii('ftypmif1'),
    0,
    0,
    0,
    0,
    ...ascii('miafavif'),
  ]),
  'image/x-icon': Uint8Array.from([0, 0, 1, 0, 1, 0, 16, 16]),
  'image/svg+xml': Uint8Array.from(
    ascii(
      '<?xml version="1.0"?>\n<!-- drawn -->\n<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    ),
  ),
} as const;

export const PNG = IMAGES['image/png'];

export function bytes(text: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(new TextEncoder().encode(text));
}
