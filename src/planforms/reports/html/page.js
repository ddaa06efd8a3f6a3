
"use strict";
// Shows the notes on a part of the plan beside it: on hover, on focus and on click; Escape puts them away.
(() => {
  const LEAVING = 300; // milliseconds to come from the part to what is shown of it
  const ROOM = 8; // pixels to the edges of the window
  const tip = document.createElement("div");
  let spot = null;
  let kept = false; // clicked, so it stays until something else is
  let dismissed = null; // put away by Escape while the mouse was over it
  let leaving = 0;

  const spotOf = (node) => (node instanceof Element ? node.closest(".spot") : null);

  const place = () => {
    const box = spot.getBoundingClientRect();
    const root = document.documentElement;
    const left = Math.max(ROOM, Math.min(box.left, root.clientWidth - tip.offsetWidth - ROOM));
    const below = box.bottom + tip.offsetHeight <= root.clientHeight || box.top < tip.offsetHeight;
    tip.style.left = `${left + window.scrollX}px`;
    tip.style.top = `${(below ? box.bottom : box.top - tip.offsetHeight) + window.scrollY}px`;
  };

  const hide = () => {
    clearTimeout(leaving);
    spot = null;
    kept = false;
    tip.hidden = true;
  };

  const show = (wanted) => {
    clearTimeout(leaving);
    if (wanted === spot) return;
    hide();
    spot = wanted;
    tip.replaceChildren();
    for (const reference of spot.querySelectorAll(".reference")) {
      const note = document.querySelector(reference.hash);
      const copy = document.createElement("div");
      copy.className = note.className;
      const group = note.dataset.group ? [...document.getElementById(note.dataset.group).children] : [];
      for (const part of [...group, ...note.children]) {
        if (!part.matches(".to")) copy.append(part.cloneNode(true));
      }
      tip.append(copy);
    }
    tip.hidden = false;
    place();
  };

  const leave = () => {
    clearTimeout(leaving);
    if (spot && !kept && !spot.contains(document.activeElement)) leaving = setTimeout(hide, LEAVING);
  };

  tip.className = "tip";
  tip.setAttribute("role", "tooltip");
  tip.hidden = true;
  document.querySelector("main").append(tip);

  document.addEventListener("mouseover", (event) => {
    const over = spotOf(event.target);
    if (over && over === dismissed) return;
    dismissed = null;
    if (over) show(over);
    else if (tip.contains(event.target)) clearTimeout(leaving);
    else leave();
  });
  document.addEventListener("focusin", (event) => {
    const entered = spotOf(event.target);
    if (entered) show(entered);
    else if (!tip.contains(event.target)) hide();
  });
  document.addEventListener("focusout", (event) => {
    if (spot && spotOf(event.target) === spot && !event.relatedTarget) leave();
  });
  document.addEventListener("click", (event) => {
    const clicked = spotOf(event.target);
    if (clicked) {
      show(clicked);
      kept = !event.target.closest("a");
    } else if (!tip.contains(event.target)) hide();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !spot) return;
    dismissed = spot;
    hide();
  });
  const follow = () => {
    if (spot) place();
  };
  document.addEventListener("scroll", follow, { capture: true, passive: true });
  window.addEventListener("resize", follow);
})();
