/** Base64url of the first 24 bytes of SHA-256: 32 characters that say nothing of the source. */
export async function assetId(owner: string, source: string): Promise<string> {
  const digest = await sha256(new TextEncoder().encode(JSON.stringify([owner, source])));
  return base64url(digest.subarray(0, 24));
}

/** Names the bytes: the strong entity tag of an image. */
export async function contentHash(body: Uint8Array): Promise<string> {
  return base64url((await sha256(body)).subarray(0, 24));
}

async function sha256(bytes: Uint8Array): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', new Uint8Array(bytes)));
}

function base64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}
