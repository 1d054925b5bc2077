'use strict';
(function () {
  const root = document.documentElement;
  root.classList.add('js');

  // A reader's choice of theme outlives the page where the browser lets a local file keep it.
  const KEY = 'llmrec-theme';
  function kept() {
    try { return localStorage.getItem(KEY); } catch (e) { return null; }
  }
  function keep(theme) {
    try { localStorage.setItem(KEY, theme); } catch (e) { /* then it is chosen anew next time */ }
  }
  const chosen = kept();
  if (chosen === 'dark' || chosen === 'light') {
    root.dataset.theme = chosen;
  }
  const system = matchMedia('(prefers-color-scheme: dark)');
  function dark() {
    return root.dataset.theme ? root.dataset.theme === 'dark' : system.matches;
  }

  function themes() {
    const button = document.getElementById('theme');
    function name() { button.textContent = dark() ? 'Light theme' : 'Dark theme'; }
    button.addEventListener('click', function () {
      root.dataset.theme = dark() ? 'light' : 'dark';
      keep(root.dataset.theme);
      name();
    });
    system.addEventListener('change', name);
    name();
  }

  // Cells without a key stay last whichever the order.
  function sortBy(heading) {
    const table = heading.closest('table');
    const body = table.tBodies[0];
    const column = Array.prototype.indexOf.call(heading.parentNode.children, heading);
    const numeric = heading.classList.contains('number');
    const before = heading.getAttribute('aria-sort');
    const order = before === 'none' ? (numeric ? 'descending' : 'ascending')
      : before === 'descending' ? 'ascending' : 'descending';
    const sign = order === 'ascending' ? 1 : -1;
    for (const other of heading.parentNode.querySelectorAll('[aria-sort]')) {
      other.setAttribute('aria-sort', 'none');
    }
    heading.setAttribute('aria-sort', order);
    const rows = Array.from(body.rows, function (row) {
      return { row: row, key: row.cells[column].dataset.v };
    });
    rows.sort(function (a, b) {
      if (a.key === undefined || b.key === undefined) {
        return (a.key === undefined) - (b.key === undefined);
      }
      return sign * (numeric ? a.key - b.key : a.key.localeCompare(b.key));
    });
    for (const entry of rows) {
      body.append(entry.row);
    }
  }

  function sorting() {
    for (const button of document.querySelectorAll('button.sort')) {
      button.addEventListener('click', function () { sortBy(button.closest('th')); });
    }
  }

  function tabs(group) {
    const buttons = Array.from(group.querySelector('[role=tablist]').children);
    function select(button) {
      for (const other of buttons) {
        const on = other === button;
        other.setAttribute('aria-selected', String(on));
        other.tabIndex = on ? 0 : -1;
        document.getElementById(other.getAttribute('aria-controls')).classList.toggle('active', on);
      }
    }
    buttons.forEach(function (button, at) {
      button.addEventListener('click', function () { select(button); });
      button.addEventListener('keydown', function (event) {
        const last = buttons.length - 1;
        const to = { ArrowRight: at === last ? 0 : at + 1, ArrowLeft: at === 0 ? last : at - 1, Home: 0, End: last }[event.key];
        if (to !== undefined) {
          event.preventDefault();
          select(buttons[to]);
          buttons[to].focus();
        }
      });
    });
  }

  function picker(group) {
    const select = group.querySelector('select');
    if (!select) {
      return;
    }
    const steps = Array.from(group.querySelectorAll('.step'));
    function show() {
      for (const option of select.options) {
        document.getElementById(option.value).classList.toggle('active', option.selected);
      }
      for (const step of steps) {
        const to = select.selectedIndex + Number(step.dataset.step);
        step.disabled = to < 0 || to >= select.options.length;
      }
    }
    select.addEventListener('change', show);
    for (const step of steps) {
      step.addEventListener('click', function () {
        select.selectedIndex += Number(step.dataset.step);
        show();
      });
    }
    show();
  }

  function printing() {
    addEventListener('beforeprint', function () {
      for (const details of document.querySelectorAll('details:not([open])')) {
        details.open = true;
        details.dataset.closed = '';
      }
    });
    addEventListener('afterprint', function () {
      for (const details of document.querySelectorAll('details[data-closed]')) {
        details.open = false;
        delete details.dataset.closed;
      }
    });
  }

  document.addEventListener('DOMContentLoaded', function () {
    themes();
    sorting();
    document.querySelectorAll('.tabs').forEach(tabs);
    document.querySelectorAll('.picker').forEach(picker);
    printing();
  });
})();
