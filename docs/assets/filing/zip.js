// Read parts of a ZIP file. A browser of 2021 unpacks gzip alone, so each part is given a head and an end of that.

/** Why an office file cannot be read here: a sentence. */
export class ZipFault extends Error {}

const MAX_BYTES = 20_000_000;
const MAX_PARTS = 1000;
const END_SIZE = 22;
const MAX_COMMENT = 65_535;
const DAMAGED = '文件不完整或已损坏，打不开。请重新下载一份。';
const BOMB = '文件解压以后大得不正常，没有读取。请重新下载一份。';
const GZIP_HEAD = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff];

/** @typedef {{name: string, method: number, crc: number, packed: number, size: number, at: number}} Part */

/**
 * The texts of the wanted parts by name. Throws a ZipFault if the file is damaged, encrypted or too large.
 * @param {Uint8Array} bytes
 * @param {RegExp} wanted
 * @returns {Promise<Map<string, string>>}
 */
export async function zipTexts(bytes, wanted) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  /** @type {Map<string, string>} */
  const texts = new Map();
  try {
    const parts = partsIn(bytes, view).filter(({ name }) => wanted.test(name));
    if (parts.reduce((sum, { size }) => sum + size, 0) > MAX_BYTES) throw new ZipFault(BOMB);
    for (const part of parts) {
      texts.set(part.name, new TextDecoder('utf-8', { fatal: true }).decode(await unpacked(bytes, view, part)));
    }
  } catch (error) {
    if (error instanceof RangeError || error instanceof TypeError) throw new ZipFault(DAMAGED);
    throw error;
  }
  return texts;
}

/**
 * What the directory at the end of the file lists. Throws a RangeError where it leads outside the file.
 * @param {Uint8Array} bytes
 * @param {DataView} view
 */
function partsIn(bytes, view) {
  const end = endAt(view);
  const count = view.getUint16(end + 10, true);
  if (count > MAX_PARTS) throw new ZipFault(BOMB);
  /** @type {Part[]} */
  const parts = [];
  for (let number = 0, at = view.getUint32(end + 16, true); number < count; number += 1) {
    if (view.getUint32(at, true) !== 0x02014b50) throw new ZipFault(DAMAGED);
    if (view.getUint16(at + 8, true) & 1) throw new ZipFault('文件设有打开密码，请去掉密码另存一份。');
    const [name, extra, comment] = [28, 30, 32].map((offset) => view.getUint16(at + offset, true));
    const [crc, packed, size] = [16, 20, 24].map((offset) => view.getUint32(at + offset, true));
    parts.push({
      name: new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + name)),
      method: view.getUint16(at + 10, true),
      crc,
      packed,
      size,
      at: view.getUint32(at + 42, true),
    });
    at += 46 + name + extra + comment;
  }
  return parts;
}

/** @param {DataView} view */
function endAt(view) {
  const last = view.byteLength - END_SIZE;
  for (let at = last; at >= Math.max(0, last - MAX_COMMENT); at -= 1) {
    if (view.getUint32(at, true) === 0x06054b50) return at;
  }
  throw new ZipFault(DAMAGED);
}

/**
 * @param {Uint8Array} bytes
 * @param {DataView} view
 * @param {Part} part
 */
async function unpacked(bytes, view, { method, crc, packed, size, at }) {
  const start = at + 30 + view.getUint16(at + 26, true) + view.getUint16(at + 28, true);
  if (view.getUint32(at, true) !== 0x04034b50 || start + packed > bytes.length) throw new ZipFault(DAMAGED);
  const data = bytes.subarray(start, start + packed);
  if (method === 0 && packed === size) return data;
  if (method !== 8) throw new ZipFault(DAMAGED);
  const end = new DataView(new ArrayBuffer(8));
  end.setUint32(0, crc, true);
  end.setUint32(4, size, true);
  return inflated(new Blob([new Uint8Array(GZIP_HEAD), new Uint8Array(data), end]), size);
}

/**
 * Unpack until there is more than there should be: the stated size may be a lie.
 * @param {Blob} gzip
 * @param {number} size
 */
async function inflated(gzip, size) {
  if (!('DecompressionStream' in globalThis)) throw new ZipFault('这个浏览器打不开 Excel 文件，请换新一些的浏览器。');
  const reader = gzip.stream().pipeThrough(new DecompressionStream('gzip')).getReader();
  const whole = new Uint8Array(size);
  let filled = 0;
  for (let { done, value } = await reader.read(); !done && value; { done, value } = await reader.read()) {
    if (filled + value.length > size) {
      reader.cancel();
      throw new ZipFault(BOMB);
    }
    whole.set(value, filled);
    filled += value.length;
  }
  if (filled !== size) throw new ZipFault(DAMAGED);
  return whole;
}
