import { contentHash } from './asset-id.js';

export interface Image {
  /** MIME type, as the bytes show it. */
  readonly type: string;
  readonly body: Uint8Array;
}

/** An SVG is a document: opened on its own it must neither run nor load anything. */
const SVG_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

/** An id never gets other bytes, so browsers need never ask again. */
const FOREVER = 'public, max-age=31536000, immutable';

export async function imageResponse(
  image: Image,
  request: Request,
  crossOrigin: boolean,
): Promise<Response> {
  const tag = `"${await contentHash(image.body)}"`;
  const headers = new Headers({
    'Cache-Control': FOREVER,
    ETag: tag,
    'Cross-Origin-Resource-Policy': crossOrigin ? 'cross-origin' : 'same-origin',
  });
  if (isFresh(request.headers.get('If-None-Match'), tag)) {
    return new Response(null, { status: 304, headers });
  }
  headers.set('Content-Type', image.type);
  headers.set('Content-Length', String(image.body.byteLength));
  headers.set('Content-Disposition', 'inline');
  if (image.type === 'image/svg+xml') headers.set('Content-Security-Policy', SVG_POLICY);
  const body = request.method === 'HEAD' ? null : new Uint8Array(image.body);
  return new Response(body, { headers });
}

/** `If-None-Match` compares weakly: a `W/` before a tag does not count. */
function isFresh(ifNoneMatch: string | null, tag: string): boolean {
  const tags = (ifNoneMatch ?? '').split(',').map((one) => one.trim().replace(/^W\//, ''));
  return tags.includes(tag) || tags.includes('*');
}
