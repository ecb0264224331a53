// A small site for comparisons: three forms, two counties, a city above one of them, and demonstration data.

const KINDS = { government: '人民政府', department: '政府部门', township: '乡镇人民政府', zone: '开发区' };

/** @type {Record<string, import('../../docs/assets/compare/site.js').Form>} */
const FORMS = {
  old: {
    name: '旧格式',
    cells: {
      's.new.all': ['一、申请（旧）', '新收（旧）', '申请人 / 总计', '件'],
      's.rest.all': ['一、申请', '其他', '申请人 / 总计', '件'],
      't.fees.items': ['二、收费', '收费', '项目数', '项'],
      't.works.spent': ['二、收费', '工程', '支出', '元'],
      't.visits.seen': ['二、收费', '接待', '人数', '人'],
    },
    roles: { fresh: { label: '新收申请（旧）', unit: '件', cells: ['s.new.all'], addsUp: true } },
    sums: [],
    outcomes: { received: 'fresh', concluded: 'fresh', parts: [] },
  },
  new: {
    name: '新格式',
    cells: {
      's.new.one': ['一、申请', '新收', '申请人 / 个人', '件'],
      's.new.all': ['一、申请', '新收', '申请人 / 总计', '件'],
      's.rest.late.all': ['一、申请', '其他 / 逾期', '申请人 / 总计', '件'],
      's.rest.more.all': ['一、申请', '其他 / 别的', '申请人 / 总计', '件'],
      't.fees.amount': ['二、收费', '收费', '金额', '万元'],
      't.works.spent': ['二、收费', '工程', '支出', '万元'],
      't.visits.seen': ['二、收费', '接待', '人数', '人'],
    },
    roles: {
      fresh: { label: '新收申请', unit: '件', cells: ['s.new.all'], addsUp: true },
      rest: { label: '其他处理', unit: '件', cells: ['s.rest.late.all', 's.rest.more.all'], addsUp: false },
    },
    sums: [],
    outcomes: { received: 'fresh', concluded: 'fresh', parts: ['rest'] },
  },
};

/** Agencies: id, name, kind, government, years with a report, names borne only in some years. */
/** @type {[string, string, string, string, number[], Record<number, string>?][]} */
const REAL = [
  ['shi', '甲市人民政府', 'government', 'shi', [2030, 2031]],
  ['shi/jia', '甲县人民政府', 'government', 'shi/jia', [2030, 2031]],
  ['shi/jia/ab', '甲县一局', 'department', 'shi/jia', [2029, 2030, 2031], { 2029: '甲县老局' }],
  ['shi/jia/ac', '甲县二局', 'department', 'shi/jia', [2029, 2030, 2031]],
  ['shi/jia/ac/fen', '甲县二局分局', 'department', 'shi/jia', [2031]],
  ['shi/jia/zhen', '甲县东镇人民政府', 'township', 'shi/jia', [2031]],
  ['shi/jia/gh', '甲县规划局', 'department', 'shi/jia', [2029, 2030]],
  ['shi/jia/zr', '甲县自然资源局', 'department', 'shi/jia', [2031]],
  ['shi/jia/gs', '甲县工商局', 'department', 'shi/jia', [2030]],
  ['shi/jia/zj', '甲县质监局', 'department', 'shi/jia', [2030]],
  ['shi/jia/sc', '甲县市场监管局', 'department', 'shi/jia', [2031]],
  ['yi', '乙县人民政府', 'government', 'yi', [2030, 2031]],
  ['yi/ab', '乙县一局', 'department', 'yi', [2030, 2031]],
  ['yi/qu', '乙开发区管委会', 'zone', 'yi', [2031]],
  ['yi/qu/cz', '乙开发区财政分局', 'department', 'yi', [2031]],
];

/** @type {typeof REAL} */
const DEMO = [
  ['demo', '示例县人民政府', 'government', 'demo', [2030, 2031]],
  ['demo/ab', '示例县一局', 'department', 'demo', [2030, 2031]],
  ['demo/ac', '示例县二局', 'department', 'demo', [2031]],
];

/**
 * @param {typeof REAL} agencies
 * @returns {import('../../docs/assets/figures/index.js').IndexFile}
 */
function index(agencies) {
  /** @type {import('../../docs/assets/figures/index.js').IndexFile['years']} */
  const years = {};
  for (const year of [2029, 2030, 2031]) {
    const runs = agencies.flatMap(([, , , , own]) => (own.includes(year) ? [0, 1] : [1, 0]));
    const having = agencies.filter(([, , , , own]) => own.includes(year));
    const names = having.flatMap(([, , , , , former], i) => (former?.[year] ? [[i, former[year]]] : []));
    if (!having.length) continue;
    years[year] = {
      order: String(year),
      agencies: runs,
      forms: [[year < 2031 ? 'old' : 'new', having.length]],
      names: Object.fromEntries(names),
    };
  }
  return {
    agencies: agencies.map(([id, name, kind, government]) => ({ id, name, kind, government })),
    places: {},
    kinds: KINDS,
    years,
    forms: FORMS,
  };
}

export const INDEXES = { real: index(REAL), demo: index(DEMO) };

/** @type {import('../../docs/assets/compare/site.js').Facts} */
export const FACTS = {
  before: {
    'shi/jia/zr': [['shi/jia/gh', 2030]],
    'shi/jia/zhen': [['shi/jia/ac', null]],
    'shi/jia/sc': [
      ['shi/jia/gs', 2030],
      ['shi/jia/zj', 2030],
    ],
  },
  withdrawn: { 'yi/ab': [2029], 'yi/gone': [2031] },
  versions: { 'shi/jia/ab': { 2031: 1 } },
  moved: { 'old/ab': 'shi/jia/ab' },
  meanings: {
    old: { 't.fees': '收费的项目', 't.visits': '来访的人次' },
    new: { 't.fees': '收费的金额' },
  },
};
