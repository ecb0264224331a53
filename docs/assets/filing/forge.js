// The page of a code forge on which a report's source file is created or changed. Only addresses: no token, no request.

/** @typedef {{name: string, host: RegExp, tree: string, create: string, change: string, isNamed: boolean}} Forge
 *   `tree` stands in the address of a folder before its branch; `isNamed` is whether `create` fills in the file's name */
/** @typedef {{path: string, forge: string, address: string, isNamed: boolean}} SourcePage
 *   `path` is that of the file in the repository; `forge` and `address` are empty if the forge is not known */

const DEFAULT_BRANCH = 'main';
const DEFAULT_FOLDER = 'reports';

/** @type {Forge[]} */
const FORGES = [
  {
    name: 'GitHub',
    host: /^github\./,
    tree: '/tree/',
    create: '/new/{branch}?filename={path}',
    change: '/edit/{branch}/{path}',
    isNamed: true,
  },
  {
    name: 'GitLab',
    host: /^gitlab\.|^jihulab\.com$/,
    tree: '/-/tree/',
    create: '/-/new/{branch}?file_name={path}',
    change: '/-/edit/{branch}/{path}',
    isNamed: true,
  },
  {
    name: 'Gitee',
    host: /^gitee\.com$/,
    tree: '/tree/',
    create: '/new/{branch}',
    change: '/edit/{branch}/{path}',
    isNamed: false,
  },
  {
    name: 'Gitea',
    host: /^gitea\.|^codeberg\.org$/,
    tree: '/src/branch/',
    create: '/_new/{branch}/{folder}?filename={name}',
    change: '/_edit/{branch}/{path}',
    isNamed: true,
  },
];

/**
 * Where a source file stands, and the page on which it is created, or changed if it `isThere`.
 * @param {string} repository the address of the repository, or of the folder of reports in it; empty if there is none
 * @param {string} file below the folder of reports
 * @param {boolean} isThere
 * @returns {SourcePage}
 */
export function sourcePage(repository, file, isThere) {
  const address = webAddress(repository);
  const forge = address && FORGES.find((each) => isOf(each, address));
  const [root, branch, folder] = forge ? partsOf(address, forge.tree) : ['', DEFAULT_BRANCH, DEFAULT_FOLDER];
  const path = `${folder}/${file}`;
  if (!forge) return { path, forge: '', address: '', isNamed: false };
  const at = path.lastIndexOf('/');
  /** @type {Record<string, string>} */
  const values = { branch, path, folder: path.slice(0, at), name: path.slice(at + 1) };
  const pattern = isThere ? forge.change : forge.create;
  const page = pattern.replace(/\{(\w+)\}/g, (_, key) => values[key].split('/').map(encodeURIComponent).join('/'));
  return { path, forge: forge.name, address: root + page, isNamed: isThere || forge.isNamed };
}

/**
 * Whether the address is one of the forge's, also on a host of one's own if it is that of a folder.
 * @param {Forge} forge
 * @param {URL} address
 */
function isOf({ host, tree }, { hostname, pathname }) {
  return host.test(hostname) || (tree !== '/tree/' && pathname.includes(tree));
}

/**
 * The address; null if it is none, as one that somebody has mistyped in the settings.
 * @param {string} text
 */
function webAddress(text) {
  try {
    const address = new URL(text);
    decodeURIComponent(address.pathname);
    return /^https?:$/.test(address.protocol) ? address : null;
  } catch {
    return null;
  }
}

/**
 * The address of the repository, the branch, and the folder of reports in it.
 * @param {URL} address
 * @param {string} tree
 */
function partsOf({ origin, pathname }, tree) {
  const [repository, rest = ''] = pathname.replace(/\/+$/, '').split(tree);
  const [branch, ...folder] = rest.split('/').map(decodeURIComponent);
  const root = origin + repository.replace(/\.git$/, '');
  return [root, branch || DEFAULT_BRANCH, folder.join('/') || DEFAULT_FOLDER];
}
