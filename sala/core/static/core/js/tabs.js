// On a phone the row of tabs scrolls: the present one is brought into sight.
const present = document.querySelector(".tabs [aria-current]");
const show = () => {
  const row = present.parentElement;
  row.scrollLeft = present.offsetLeft - row.offsetLeft - (row.clientWidth - present.offsetWidth) / 2;
};
if (present) { show(); document.fonts.ready.then(show); }
