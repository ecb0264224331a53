// Exact decimal numbers, as integers of millionths: a cell has at most six decimals.

const DECIMALS = 6;
const ONE = 10n ** BigInt(DECIMALS);

/**
 * @param {string} text `-12.5`, with at most six decimals
 * @returns {bigint}
 */
export function parseNumber(text) {
  const [whole, decimals = ''] = text.replace('-', '').split('.');
  const value = BigInt(whole + decimals.padEnd(DECIMALS, '0'));
  return text.startsWith('-') ? -value : value;
}

/**
 * The number without exponent and without trailing zeros after the point.
 * @param {bigint} value
 */
export function plainNumber(value) {
  const digits = String(value < 0n ? -value : value).padStart(DECIMALS + 1, '0');
  const decimals = digits.slice(-DECIMALS).replace(/0+$/, '');
  return `${value < 0n ? '-' : ''}${digits.slice(0, -DECIMALS)}${decimals && '.'}${decimals}`;
}

/** @param {bigint} value */
export function isWhole(value) {
  return value % ONE === 0n;
}

/**
 * Whether a cell for that kind of number may have the value.
 * @param {bigint} value
 * @param {string} kind
 */
export function isPossible(value, kind) {
  return (value >= 0n || kind === 'signed') && (isWhole(value) || kind === 'amount');
}
