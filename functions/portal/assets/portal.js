/* Enhancements only: every page works without this file. */
document.querySelector('.govuk-error-summary')?.focus();

/* What is too large for the way to the server is answered there before our page is asked: said here instead. */
for (const input of document.querySelectorAll('input[data-most-bytes]')) {
  input.addEventListener('change', () => {
    const tooLarge = [...input.files].some((file) => file.size > Number(input.dataset.mostBytes));
    input.setCustomValidity(tooLarge ? input.dataset.tooLarge : '');
    input.reportValidity();
  });
  input.form.addEventListener('submit', (event) => {
    if (!input.reportValidity()) event.preventDefault();
  });
}

for (const form of document.querySelectorAll('form[method="post"]')) {
  const progress = document.getElementById(form.dataset.progress ?? '');
  form.addEventListener('submit', (event) => {
    if (event.defaultPrevented) return;
    if (form.dataset.sent === 'yes') event.preventDefault();
    form.dataset.sent = 'yes';
    if (progress) progress.hidden = false;
  });
}

globalThis.addEventListener('pageshow', (event) => {
  if (!event.persisted) return;
  for (const form of document.querySelectorAll('form[data-sent]')) delete form.dataset.sent;
  for (const progress of document.querySelectorAll('#progress')) progress.hidden = true;
});

/* Not for who comes back to it: what was sent is gone. */
const [visit] = performance.getEntriesByType('navigation');
if (visit?.type === 'navigate') document.querySelector('form[data-sends-itself]')?.requestSubmit();
