// A small set of cell files: two governments with departments over two years and two forms.

/** @type {import('../../docs/assets/figures/index.js').IndexFile} */
export const INDEX = {
  agencies: [
    { id: 'jia', name: '甲县人民政府', kind: 'government', government: 'jia' },
    { id: 'jia/a', name: '甲县一局', kind: 'department', government: 'jia' },
    { id: 'jia/b', name: '甲县二局', kind: 'department', government: 'jia' },
    { id: 'yi', name: '乙县人民政府', kind: 'government', government: 'yi' },
    { id: 'yi/c', name: '乙县三局', kind: 'department', government: 'yi' },
  ],
  kinds: { government: '人民政府', office: '办公机构', department: '政府部门' },
  years: {
    2031: { order: 'o31', agencies: [0, 3, 1, 1], forms: [['new', 4]], names: {} },
    2030: {
      order: 'o30',
      agencies: [1, 2, 1, 1],
      forms: [
        ['old', 1],
        ['new', 2],
      ],
      names: { 0: '甲县老局' },
    },
  },
  forms: {
    old: {
      name: '旧格式',
      cells: { 's.new.all': ['一、申请', '新收', '总计', '件'], 's.no.all': ['一、申请', '不公开', '总计', '件'] },
      roles: { refused: { label: '不予公开', unit: '件', cells: ['s.no.all'], addsUp: false } },
      sums: [],
    },
    new: {
      name: '新格式',
      cells: {
        's.new.one': ['一、申请', '新收', '个人', '件'],
        's.new.all': ['一、申请', '新收', '总计', '件'],
        's.no.x.all': ['一、申请', '不公开 / 秘密', '总计', '件'],
        's.no.y.all': ['一、申请', '不公开 / 查询', '总计', '件'],
        's.sum.all': ['一、申请', '合计', '总计', '件'],
        't.fees.sum': ['二、收费', '收费', '金额', '万元'],
      },
      roles: {
        received: { label: '新收申请', unit: '件', cells: ['s.new.all'], addsUp: true },
        concluded: { label: '办结', unit: '件', cells: ['s.sum.all'], addsUp: false },
        refused: { label: '不予公开', unit: '件', cells: ['s.no.x.all', 's.no.y.all'], addsUp: false },
      },
      sums: [
        { section: 's', each: 'column', whole: 'sum', parts: ['no.x', 'no.y', 'yes'] },
        { section: 's', each: 'row', whole: 'all', parts: ['one', 'other'] },
      ],
    },
  },
};

/** @type {Record<string, import('../../docs/assets/figures/cells.js').CellFile>} */
export const CELLS = {
  's.new.all': {
    cell: 's.new.all',
    years: {
      2031: { order: 'o31', values: [40, 20, 0, 7] },
      2030: { order: 'o30', at: [2], values: [5], blank: [1], printed: { 0: ['9（约）', 9] } },
    },
  },
  's.no.x.all': { cell: 's.no.x.all', years: { 2031: { order: 'o31', at: [0, 1], values: [3, 2] } } },
  's.no.y.all': {
    cell: 's.no.y.all',
    years: { 2031: { order: 'o31', at: [1], values: [4], printed: { 3: ['/', null] } } },
  },
  's.no.all': { cell: 's.no.all', years: { 2030: { order: 'o30', values: [1, 0, 0] } } },
  's.sum.all': { cell: 's.sum.all', years: { 2031: { order: 'o31', values: [40, 16, 0, 9] } } },
  's.new.one': { cell: 's.new.one', years: {} },
  't.fees.sum': { cell: 't.fees.sum', years: { 2031: { order: 'o31', values: [0.1, 0.2, -1, 0.3] } } },
};
