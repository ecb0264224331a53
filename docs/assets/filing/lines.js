// Which lines of a text stay, and which are replaced.

/** @typedef {{from: number, to: number, added: string[] | null}} Stretch lines `from` to `to` of the old text, which
 *   stay, or in whose place others are added */

const MOST_PAIRS = 1_000_000;

/**
 * The new text as stretches of old lines and of new ones, with as few new ones as possible.
 * @param {string[]} old
 * @param {string[]} now
 * @returns {Stretch[]}
 */
export function diffLines(old, now) {
  let head = 0;
  while (head < old.length && head < now.length && old[head] === now[head]) head += 1;
  let tail = 0;
  const most = Math.min(old.length, now.length) - head;
  while (tail < most && old[old.length - 1 - tail] === now[now.length - 1 - tail]) tail += 1;
  const [oldEnd, nowEnd] = [old.length - tail, now.length - tail];
  const middle = matched(old.slice(head, oldEnd), now.slice(head, nowEnd));
  /** @type {Stretch[]} */
  const stretches = [{ from: 0, to: head, added: null }];
  let at = head;
  for (const [from, to] of [...middle.map(([from, to]) => [from + head, to + head]), [oldEnd, nowEnd]]) {
    const added = now.slice(at, to);
    if (added.length) stretches.push({ from, to: from, added });
    if (from < oldEnd) stretches.push({ from, to: from + 1, added: null });
    at = to + 1;
  }
  return [...stretches, { from: oldEnd, to: old.length, added: null }];
}

/**
 * The longest list of pairs of equal lines, in order.
 * @param {string[]} old
 * @param {string[]} now
 */
function matched(old, now) {
  /** @type {[number, number][]} */
  const pairs = [];
  if (old.length * now.length > MOST_PAIRS) return pairs;
  const lengths = Array.from({ length: old.length + 1 }, () => new Uint16Array(now.length + 1));
  for (let from = old.length - 1; from >= 0; from -= 1) {
    for (let to = now.length - 1; to >= 0; to -= 1) {
      lengths[from][to] =
        old[from] === now[to] ? lengths[from + 1][to + 1] + 1 : Math.max(lengths[from + 1][to], lengths[from][to + 1]);
    }
  }
  for (let from = 0, to = 0; from < old.length && to < now.length; ) {
    if (old[from] === now[to]) pairs.push([from++, to++]);
    else if (lengths[from + 1][to] >= lengths[from][to + 1]) from += 1;
    else to += 1;
  }
  return pairs;
}
