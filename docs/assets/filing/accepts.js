// What an author publishes as it stands although it is questioned, with the reason: `accepts` in source files.

/** @typedef {import('./problem.js').Problem} Problem */
/** @typedef {{check: string, cell: string | null, reason: string, sides?: string[]}} Accept
 *   `cell` may name a row, and is null for all places; of an equation, it covers no other numbers than its `sides` */

/** The most characters that a line of a source file may have. */
export const LONGEST_REASON = 2000;

/**
 * Whether a reason can settle the problem: not that of a cell that is open or cannot be read.
 * @param {Problem} problem
 */
export function isAcceptable({ check }) {
  return check !== 'cell.open' && !check.startsWith('source.');
}

/**
 * The problems, those that are accepted as notes with their reason and without advice.
 * @param {Problem[]} problems
 * @param {Accept[]} accepts
 * @returns {Problem[]}
 */
export function settled(problems, accepts) {
  return problems.map((problem) => {
    const accept = accepts.find((each) => settles(each, problem));
    if (!accept) return problem;
    const finding = problem.message.slice(0, problem.message.length - problem.advice.length);
    return { ...problem, level: 'note', message: finding, accepted: accept.reason };
  });
}

/**
 * Those that settle a problem now: a source file must not accept what nobody questions.
 * @param {Accept[]} accepts
 * @param {Problem[]} problems
 */
export function acceptsInUse(accepts, problems) {
  return accepts.filter((accept) => problems.some((problem) => settles(accept, problem)));
}

/**
 * The decisions with that on the problem replaced; without a reason, it is withdrawn.
 * @param {Accept[]} accepts
 * @param {Problem} problem
 * @param {string} reason
 */
export function withReason(accepts, problem, reason) {
  const others = accepts.filter((accept) => !settles(accept, problem));
  const { check, cell, sides } = problem;
  return reason ? [...others, { check, cell, reason, ...(sides ? { sides } : {}) }] : others;
}

/**
 * @param {Accept} accept
 * @param {Problem} problem
 */
function settles({ check, cell, sides }, problem) {
  const isSame = !sides || sides.join() === problem.sides?.join();
  const isHere = cell === null || cell === problem.cell || problem.cell?.startsWith(`${cell}.`) === true;
  return check === problem.check && isHere && isSame && isAcceptable(problem);
}
