/* Injected into every page by `gongkai serve` only: reloads the page after a build and lists the problems. */
(() => {
  /** @typedef {{path: string, line: number, level: 'error' | 'warning', message: string}} Problem */
  /** @typedef {{built: string, failure: string, problems: Problem[]}} News the result of the latest build */

  const levelNames = { error: '错误', warning: '疑问' };
  let built = '';

  /** @param {News} news */
  function show({ failure, problems }) {
    document.getElementById('gk-preview')?.remove();
    const errors = problems.filter((each) => each.level === 'error');
    if (!failure && !problems.length) return;
    const box = document.createElement('details');
    box.id = 'gk-preview';
    box.open = Boolean(failure || errors.length);
    box.style.cssText =
      'position:fixed;inset:auto 0 0 0;max-height:60vh;overflow:auto;z-index:9999;margin:0;padding:.5rem 1rem;' +
      'background:#fff8e6;color:#222;border-top:4px solid;font:15px/1.6 sans-serif;border-color:' +
      (box.open ? '#b3261e' : '#8a6d00');
    const summary = document.createElement('summary');
    const failedMessage = '有错误，这一页还是上一次的内容。改好后保存，会自动更新。';
    summary.textContent =
      failure || (errors.length ? failedMessage : `有 ${problems.length} 个疑问，请核对（点开查看）`);
    const list = document.createElement('ol');
    for (const { path, line, level, message } of [...errors, ...problems.filter((each) => each.level !== 'error')]) {
      const item = document.createElement('li');
      item.textContent = `${path} 第 ${line} 行　${levelNames[level]}：${message}`;
      list.append(item);
    }
    box.append(summary, list);
    document.body.append(box);
  }

  async function listen() {
    for (;;) {
      try {
        /** @type {News} */
        const news = await (await fetch('/.gongkai/news')).json();
        if (news.built !== built) {
          if (built && !news.failure && !news.problems.some((each) => each.level === 'error')) {
            location.reload();
            return;
          }
          built = news.built;
          show(news);
        }
      } catch {
        // the server has ended, or is being started again
      }
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }

  listen();
})();
