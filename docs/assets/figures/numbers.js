// Exact arithmetic with the figures of reports: at most 15 digits, of which at most six are decimals.

/** The smallest base of which shares are formed; of fewer, one case is over a tenth. */
export const MIN_BASE = 10;

/** @param {number} value */
function decimalsOf(value) {
  return Number.isInteger(value) ? 0 : String(value).split('.')[1].length;
}

/**
 * A number times a power of ten that makes it whole.
 * @param {number} value
 * @param {number} decimals
 */
function scaled(value, decimals) {
  const [whole, after = ''] = String(value).split('.');
  return BigInt(whole + after.padEnd(decimals, '0'));
}

/**
 * The exact sum; numbers with decimals are added as whole ones.
 * @param {number[]} values
 */
export function sumOf(values) {
  const decimals = values.reduce((most, value) => Math.max(most, decimalsOf(value)), 0);
  const simple = values.reduce((sum, value) => sum + value, 0);
  if (!decimals && Number.isSafeInteger(simple)) return simple;
  return Number(values.reduce((sum, value) => sum + scaled(value, decimals), 0n)) / 10 ** decimals;
}

/**
 * The share in percent with one decimal, halves rounded up; null if none may be formed: of a base that is too small, or
 * for a part that is negative or more than the whole.
 * @param {number} part
 * @param {number} whole
 */
export function shareOf(part, whole) {
  if (whole < MIN_BASE || part < 0 || part > whole) return null;
  const decimals = Math.max(decimalsOf(part), decimalsOf(whole));
  const [a, b] = [scaled(part, decimals), scaled(whole, decimals)];
  return Number((a * 2000n + b) / (2n * b)) / 10;
}

/**
 * A number with thousands separators, as pages show it.
 * @param {number} value
 */
export function formatNumber(value) {
  const [whole, after] = String(value).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return after ? `${grouped}.${after}` : grouped;
}

/**
 * The number that was typed, with separators or full-width digits or not; null if it is none.
 * @param {string} text
 */
export function typedNumber(text) {
  const plain = text.normalize('NFKC').trim().replaceAll(',', '');
  return /^-?\d{1,15}(\.\d{1,6})?$/.test(plain) ? Number(plain) : null;
}
