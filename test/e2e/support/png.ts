import { deflateSync, inflateSync } from 'node:zlib';

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Picture {
  readonly width: number;
  readonly height: number;
  /** Bytes of one pixel: 3, or 4 with transparency. */
  readonly depth: number;
  /** Row by row, without filters. */
  readonly pixels: Uint8Array;
}

const SIGNATURE = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);

/** Reads a PNG as Chromium writes them: eight bits a color, not interlaced. */
export function readPng(file: Buffer): Picture {
  let at = SIGNATURE.length;
  const data: Buffer[] = [];
  let head: Buffer | undefined;
  while (at < file.length) {
    const size = file.readUInt32BE(at);
    const name = file.toString('latin1', at + 4, at + 8);
    const body = file.subarray(at + 8, at + 8 + size);
    if (name === 'IHDR') head = body;
    if (name === 'IDAT') data.push(body);
    at += size + 12;
  }
  if (head?.[8] !== 8 || head[12] !== 0) throw new Error('No PNG of the kind that is read here.');
  const depth = head[9] === 6 ? 4 : 3;
  const [width, height] = [head.readUInt32BE(0), head.readUInt32BE(4)];
  return {
    width,
    height,
    depth,
    pixels: unfilter(inflateSync(Buffer.concat(data)), width * depth, height, depth),
  };
}

/** Each row says how it differs from its neighbours (PNG, section 9). */
function unfilter(rows: Buffer, stride: number, height: number, depth: number): Uint8Array {
  const out = new Uint8Array(stride * height);
  for (let y = 0; y < height; y++) {
    const kind = rows[y * (stride + 1)];
    const row = rows.subarray(y * (stride + 1) + 1, (y + 1) * (stride + 1));
    const to = y * stride;
    for (let x = 0; x < stride; x++) {
      const left = x < depth ? 0 : out[to + x - depth]!;
      const up = y === 0 ? 0 : out[to + x - stride]!;
      const corner = y === 0 || x < depth ? 0 : out[to + x - stride - depth]!;
      out[to + x] = row[x]! + guess(kind, left, up, corner);
    }
  }
  return out;
}

function guess(kind: number | undefined, left: number, up: number, corner: number): number {
  switch (kind) {
    case 1:
      return left;
    case 2:
      return up;
    case 3:
      return (left + up) >> 1;
    case 4: {
      const sum = left + up - corner;
      const [a, b, c] = [Math.abs(sum - left), Math.abs(sum - up), Math.abs(sum - corner)];
      return a <= b && a <= c ? left : b <= c ? up : corner;
    }
    default:
      return 0;
  }
}

/** A part of a picture, as a PNG. */
export function cropPng({ width, height, depth, pixels }: Picture, box: Box): Buffer {
  const left = Math.max(0, Math.floor(box.x));
  const top = Math.max(0, Math.floor(box.y));
  const wide = Math.min(width - left, Math.ceil(box.width));
  const high = Math.min(height - top, Math.ceil(box.height));
  const rows = Buffer.alloc((wide * depth + 1) * high);
  for (let y = 0; y < high; y++) {
    const from = ((top + y) * width + left) * depth;
    rows.set(pixels.subarray(from, from + wide * depth), y * (wide * depth + 1) + 1);
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(wide, 0);
  head.writeUInt32BE(high, 4);
  head.set([8, depth === 4 ? 6 : 2, 0, 0, 0], 8);
  const data = deflateSync(rows, { level: 3 });
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', head),
    chunk('IDAT', data),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(name: string, body: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), body]);
  const frame = Buffer.alloc(named.length + 8);
  frame.writeUInt32BE(body.length, 0);
  frame.set(named, 4);
  frame.writeUInt32BE(crc32(named), named.length + 4);
  return frame;
}

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value;
});

function crc32(bytes: Uint8Array): number {
  let sum = 0xffffffff;
  for (const byte of bytes) sum = TABLE[(sum ^ byte) & 255]! ^ (sum >>> 8);
  return (sum ^ 0xffffffff) >>> 0;
}
