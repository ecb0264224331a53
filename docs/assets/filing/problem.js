// What an author should know about a cell, in the words of `gongkai check`.

/** @typedef {{check: string, level: string, cell: string | null, message: string, sides?: string[],
 *   accepted?: string}} Problem
 *   `sides` are the numbers on both sides of an equation that does not hold; `accepted` is the reason why it is published
 *   as it stands; its level is then `note` */

/** @param {string} check @param {string} cell @param {string} message */
export const error = (check, cell, message) => problem(check, 'error', cell, message);

/** @param {string} check @param {string} cell @param {string} message */
export const warning = (check, cell, message) => problem(check, 'warning', cell, message);

/**
 * @param {string} check
 * @param {string} level
 * @param {string | null} cell
 * @param {string} message
 * @returns {Problem}
 */
export function problem(check, level, cell, message) {
  return { check, level, cell, message };
}
