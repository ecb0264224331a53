// What an author should know about a cell, in the words of `gongkai check`.

/** @typedef {{check: string, level: string, cell: string | null, message: string, advice: string, sides?: string[],
 *   accepted?: string}} Problem
 *   `advice` is the end of the message, which does not apply to what is accepted; `sides` are the numbers on both sides of an equation that does not hold; `accepted` is the reason why it is published
 *   as it stands; its level is then `note` */

/** @param {string} check @param {string} cell @param {string} finding @param {string} [advice] */
export const error = (check, cell, finding, advice) => problem(check, 'error', cell, finding, advice);

/** @param {string} check @param {string} cell @param {string} finding @param {string} [advice] */
export const warning = (check, cell, finding, advice) => problem(check, 'warning', cell, finding, advice);

/**
 * @param {string} check
 * @param {string} level
 * @param {string | null} cell
 * @param {string} finding
 * @param {string} [advice]
 * @returns {Problem}
 */
export function problem(check, level, cell, finding, advice = '') {
  return { check, level, cell, message: finding + advice, advice };
}
