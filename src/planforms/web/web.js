
"use strict";
// The flow without a new page for each button: the file stays chosen, and focus goes to what came of it.
(() => {
  const form = document.getElementById("flow");
  if (!form) return;
  const TYPING = 350; // milliseconds without a key before the marks are shown anew
  const LARGEST = 64 * 1024 * 1024;
  const file = document.getElementById("file");
  const drop = document.getElementById("drop");
  const message = document.getElementById("message");
  const words = document.getElementById("words").dataset;
  const PARTS = ["reading", "result", "marks"];
  let working = ""; // the button whose answer is awaited
  const waiting = [];
  let typing = 0;
  let latest = 0; // the number of the newest preview

  const say = (text, kind) => {
    const line = document.createElement("p");
    line.textContent = text;
    message.className = kind;
    message.replaceChildren(line);
  };
  const show = (box) => {
    box.focus({ preventScroll: true });
    // A field would be covered by the message, which stays at the top.
    box.scrollIntoView({ block: box.matches("input, select") ? "center" : "start", behavior: "smooth" });
  };
  const problem = (text) => {
    say(text, "problem");
    show(message);
  };
  const setBusy = (on, text) => {
    form.setAttribute("aria-busy", String(on));
    document.body.classList.toggle("busy", on);
    if (on) say(text, "working");
  };
  // A file that was saved again after it was chosen can no longer be read by the browser.
  const readable = async (input) => {
    try {
      for (const one of input ? input.files : []) await one.slice(0, 1).arrayBuffer();
      return true;
    } catch {
      return false;
    }
  };

  const take = async (answer) => {
    const header = answer.headers.get("Content-Disposition");
    const name = decodeURIComponent(/filename\*=UTF-8''([^;]+)/.exec(header)[1]);
    const link = document.createElement("a");
    link.href = URL.createObjectURL(await answer.blob());
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
    say(words.taken.replace("{name}", name), "done");
    const notes = decodeURIComponent(answer.headers.get("Planforms-Notes") ?? "");
    for (const note of notes ? notes.split("\n") : []) {
      const line = document.createElement("p");
      line.textContent = note;
      message.append(line);
    }
  };

  const put = (page, action) => {
    const sent = page.getElementById("flow");
    if (!sent) {
      problem(page.querySelector("main").textContent);
      return;
    }
    const came = page.getElementById("message");
    message.className = came.className;
    message.replaceChildren(...came.childNodes);
    for (const wrong of form.querySelectorAll("[aria-invalid=true]")) wrong.setAttribute("aria-invalid", "false");
    for (const box of form.querySelectorAll(".field-problem")) box.textContent = page.getElementById(box.id)?.textContent ?? "";
    for (const wrong of page.querySelectorAll("[aria-invalid=true]")) document.getElementById(wrong.id)?.setAttribute("aria-invalid", "true");
    if (came.classList.contains("problem")) {
      const wrong = form.querySelector("[aria-invalid=true]:not([type=file])");
      if (wrong) wrong.closest("details")?.setAttribute("open", "");
      show(wrong ?? message);
      return;
    }
    if (action !== "check") return;
    for (const part of PARTS) document.getElementById(part).replaceChildren(...page.getElementById(part).childNodes);
    for (const name of ["filled-from"]) form.elements[name].value = sent.elements[name].value;
    document.getElementById("to").placeholder = page.getElementById("to").placeholder;
    show(document.getElementById("title-2"));
  };

  const send = async (action, anew = false) => {
    if (working) {
      // Another button waits for its turn; the same one was only pressed twice, unless for a file chosen meanwhile.
      if (anew || (action !== working && !waiting.includes(action))) waiting.push(action);
      return;
    }
    working = action;
    setBusy(true, action === "pdf" ? words.office : words.working);
    try {
      if (!(await readable(file)) || !(await readable(document.getElementById("other")))) {
        problem(words.changed);
        return;
      }
      if (file.files[0]?.size > LARGEST) {
        problem(words.large);
        return;
      }
      const body = new FormData(form);
      body.set("action", action);
      const answer = await fetch(form.getAttribute("action"), { method: "POST", body });
      if (answer.headers.has("Content-Disposition")) await take(answer);
      else put(new DOMParser().parseFromString(await answer.text(), "text/html"), action);
    } catch {
      problem(words.ended);
    } finally {
      working = "";
      setBusy(false);
      if (waiting.length) send(waiting.shift());
    }
  };

  // What an earlier file left in the fields goes with it.
  const forget = () => {
    const empty = document.createElement("p");
    empty.className = "empty";
    empty.textContent = words.empty;
    document.getElementById("result").replaceChildren(empty);
    for (const field of form.querySelectorAll("#reading input, #reading select, #marks input")) {
      if (field.type === "radio") field.checked = false;
      else field.value = "";
    }
    for (const box of form.querySelectorAll("#marks output")) box.textContent = words.unmarked;
    form.elements["filled-from"].value = "";
  };
  const choose = () => {
    if (!file.files.length) return;
    forget();
    send("check", true);
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send(event.submitter?.value ?? "check");
  });
  file.addEventListener("change", choose);
  form.addEventListener("change", (event) => {
    if (event.target.name === "plan" && event.target.type === "radio") {
      for (const field of form.querySelectorAll("#marks input")) field.value = "";
      send("check", true);
    }
  });

  for (const kind of ["dragenter", "dragover"]) {
    document.addEventListener(kind, (event) => {
      event.preventDefault();
      drop.classList.add("over");
    });
  }
  document.addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) drop.classList.remove("over");
  });
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    drop.classList.remove("over");
    if (!event.dataTransfer.files.length) return;
    if (event.dataTransfer.files.length > 1) {
      problem(words.one);
      return;
    }
    const one = new DataTransfer();
    one.items.add(event.dataTransfer.files[0]);
    const input = event.target.closest(".pick")?.querySelector("input") ?? file;
    input.files = one.files;
    if (input === file) choose();
  });

  // The marks as they will be printed, while one types.
  const preview = async () => {
    const number = ++latest;
    const body = new FormData(form);
    for (const name of ["file", "other"]) body.delete(name);
    body.set("action", "preview");
    try {
      const answer = await fetch(form.getAttribute("action"), { method: "POST", body });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (number !== latest) return;
      for (const box of form.querySelectorAll("#marks output, #marks .field-problem")) {
        const came = page.getElementById(box.id);
        if (came && came.textContent !== box.textContent) box.replaceChildren(...came.childNodes);
      }
      for (const field of form.querySelectorAll("#marks input[type=text]")) {
        const wrong = document.getElementById(`${field.name}-problem`).textContent !== "";
        field.setAttribute("aria-invalid", String(wrong));
      }
    } catch {
      problem(words.ended);
    }
  };
  document.getElementById("marks").addEventListener("input", () => {
    clearTimeout(typing);
    typing = setTimeout(preview, TYPING);
  });
})();
