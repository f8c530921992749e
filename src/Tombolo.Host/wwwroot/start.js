// The start page: ticks the three hints off as the two phones report them, and shows one phone at a time on a small screen.
// The phones say only which step happened; no text and no address ever leaves a frame.
const words = {
  es: {
    skip: 'Ir a los tres pasos', tagline: 'Dos mensajerías, una conversación, cifrada de extremo a extremo.',
    mode: 'Modo de desarrollo: todo esto funciona solo en tu equipo.', outbox: 'Ver los códigos enviados por SMS', uses: 'usa',
    full: 'Abrir a pantalla completa', carol: 'Abrir a Carol, que también usa Tombolo', try: 'Pruébalo en tres pasos',
    on: 'Abre la puerta', onHow: 'En el teléfono de Alice elige Ajustes, luego Chats de terceros, y actívalos para Wren.',
    write: 'Saluda desde Bea', writeHow: 'En el teléfono de Bea empieza un chat nuevo. El número de Alice ya está escrito.',
    answer: 'Mira cómo llega la respuesta', answerHow: 'Acepta la solicitud de Bea en el teléfono de Alice y contesta.',
    done: 'Eso es todo: dos empresas, dos aplicaciones, y nadie en medio pudo leer nada.',
  },
  de: {
    skip: 'Zu den drei Schritten', tagline: 'Zwei Messenger, ein Gespräch, Ende-zu-Ende-verschlüsselt.',
    mode: 'Entwicklungsmodus: Alles hier läuft nur auf deinem Rechner.', outbox: 'Per SMS gesendete Codes ansehen', uses: 'nutzt',
    full: 'Im Vollbild öffnen', carol: 'Carol öffnen, die auch Tombolo nutzt', try: 'In drei Schritten ausprobieren',
    on: 'Die Tür öffnen', onHow: 'Wähle auf dem Telefon von Alice Einstellungen, dann Drittanbieter-Chats, und schalte sie für Wren ein.',
    write: 'Als Bea Hallo sagen', writeHow: 'Beginne auf dem Telefon von Bea einen neuen Chat. Die Nummer von Alice steht schon da.',
    answer: 'Die Antwort ankommen sehen', answerHow: 'Nimm auf dem Telefon von Alice die Anfrage an und schreib zurück.',
    done: 'Das war es: zwei Firmen, zwei Apps, und niemand dazwischen konnte mitlesen.',
  },
};

function translate() {
  const language = navigator.language.slice(0, 2);
  const catalogue = words[language];
  if (!catalogue) return;
  document.documentElement.lang = language;
  for (const element of document.querySelectorAll('[data-text]'))
    element.textContent = catalogue[element.dataset.text] ?? element.textContent;
}

const frames = Object.fromEntries(['alice', 'bea'].map(name => [name, document.querySelector(`iframe[name=${name}]`)]));
const tabs = Object.fromEntries(['alice', 'bea'].map(name => [name, document.getElementById(`tab-${name}`)]));
const narrow = matchMedia('(max-width: 859px)');
let shown = 'alice';

function tickOff(hint) {
  document.getElementById(`hint-${hint}`).dataset.done = '';
  if (document.querySelectorAll('.hints li:not([data-done])').length === 0)
    document.querySelector('.done').hidden = false;
}

function show(name) {
  shown = name;
  for (const [other, tab] of Object.entries(tabs)) {
    const selected = other === name;
    tab.setAttribute('aria-selected', String(selected));
    tab.tabIndex = selected ? 0 : -1;
    document.getElementById(other).toggleAttribute('data-away', narrow.matches && !selected);
  }
  tabs[name].querySelector('.dot')?.remove();
}

function point(name) {
  if (!narrow.matches || shown === name || tabs[name].querySelector('.dot')) return;
  const dot = document.createElement('span');
  dot.className = 'dot';
  dot.setAttribute('role', 'img');
  dot.setAttribute('aria-label', '•');
  tabs[name].append(dot);
}

function report(name, step) {
  if (name === 'alice' && step === 'third-party-on') tickOff('on');
  if (step === 'sent' && name === 'bea') tickOff('write');
  if (step === 'received') {
    point(name);
    if (name === 'bea') tickOff('answer');
  }
}

addEventListener('message', event => {
  const name = Object.keys(frames).find(key => frames[key].contentWindow === event.source);
  if (!name || event.origin !== new URL(frames[name].src).origin) return;
  if (event.data?.tombolo === 'step') report(name, event.data.step);
});

for (const [name, tab] of Object.entries(tabs)) {
  tab.addEventListener('click', () => show(name));
  tab.addEventListener('keydown', event => {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
    const other = name === 'alice' ? 'bea' : 'alice';
    show(other);
    tabs[other].focus();
  });
}
narrow.addEventListener('change', () => show(shown));
translate();
show('alice');
