// How far the upload is, without loading the page again; and what is too large is told before it is sent.
"use strict";
(() => {
  const EVERY = 1000;

  const follow = async (section) => {
    const ended = () => window.location.replace("/bring-in");
    const state = section.querySelector("h2").textContent;
    const words = { receiving: "Receiving", reading: "Reading", comparing: "Comparing with the rest" };
    const look = async () => {
      try {
        const answer = await fetch(section.dataset.progress, { cache: "no-store" });
        if (!answer.ok) return ended();
        const { progress, running } = await answer.json();
        if (!running) return ended();
        for (const place of section.querySelectorAll("[data-told]")) {
          const value = progress[place.dataset.told];
          place.textContent = typeof value === "number" ? value.toLocaleString("en") : (value ?? "");
        }
        const bar = section.querySelector("progress");
        bar.max = Math.max(1, progress.files);
        bar.value = progress.seen;
        const heading = section.querySelector("h2");
        if (heading.textContent !== words[progress.state]) heading.textContent = words[progress.state] ?? state;
      } catch {
        // The room may be closing; the next look tells.
      }
      return setTimeout(look, EVERY);
    };
    setTimeout(look, EVERY);
  };

  const check = (form) => {
    const input = form.querySelector("input[type=file]");
    const status = form.querySelector("[role=status]");
    const limits = form.dataset;
    const mib = (bytes) => `${Math.round(bytes / 1048576).toLocaleString("en")} MiB`;
    const look = () => {
      const files = [...input.files];
      const whole = files.reduce((sum, file) => sum + file.size, 0);
      const large = files.find((file) => file.size > Number(limits.fileBytes));
      let wrong = "";
      if (files.length > Number(limits.files)) wrong = `${files.length.toLocaleString("en")} files are too many.`;
      else if (whole > Number(limits.bytes)) wrong = `${mib(whole)} are too much at a time.`;
      else if (large) wrong = `${large.name} is too large.`;
      input.setCustomValidity(wrong);
      status.textContent = wrong || (files.length ? `${files.length.toLocaleString("en")} chosen, ${mib(whole)}.` : "");
    };
    input.addEventListener("change", look);
    form.addEventListener("submit", () => {
      status.textContent = "Sending …";
      form.querySelector("button").disabled = true;
    });
  };

  const section = document.querySelector("[data-progress]");
  if (section) follow(section);
  document.querySelectorAll("form[data-upload]").forEach(check);
})();
