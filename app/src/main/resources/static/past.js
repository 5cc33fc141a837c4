// Sends a history as it is, with progress, and stops when told to. Without this the form does the same for smaller files.

const token = () => JSON.parse(document.body.getAttribute("hx-headers") ?? "{}");
const megabytes = (bytes) => (bytes / 1048576).toFixed(1);

for (const form of document.querySelectorAll("form[data-put]")) {
  const file = form.querySelector("input[type=file]");
  const zone = form.querySelector("input[name=zone]");
  const problem = form.querySelector("#file-problem");
  const uploading = form.querySelector(".past-uploading");
  const bar = uploading.querySelector("progress");
  const says = uploading.querySelector("[data-says]");
  const drop = form.querySelector(".past-drop");
  for (const plain of form.querySelectorAll(".past-plain")) plain.hidden = true;
  if (!zone.value) zone.value = Intl.DateTimeFormat().resolvedOptions().timeZone ?? "";

  const refuse = (why) => {
    problem.textContent = why;
    file.classList.toggle("is-invalid", !!why);
  };
  file.addEventListener("change", () => refuse(""));
  for (const name of ["dragenter", "dragover"]) drop.addEventListener(name, (event) => {
    event.preventDefault();
    drop.classList.add("over");
  });
  for (const name of ["dragleave", "drop"]) drop.addEventListener(name, () => drop.classList.remove("over"));
  drop.addEventListener("drop", (event) => {
    if (!event.dataTransfer?.files.length) return;
    event.preventDefault();
    file.files = event.dataTransfer.files;
    refuse("");
  });

  form.addEventListener("submit", (event) => {
    const chosen = file.files[0];
    if (!chosen) return;
    event.preventDefault();
    if (chosen.size > Number(form.dataset.most)) {
      refuse(`The file has ${megabytes(chosen.size)} MB; ${form.dataset.mostWords} are the most. Pack it as gzip or zip, which makes a log 10 to 50 times smaller, or export fewer months.`);
      return;
    }
    const request = new XMLHttpRequest();
    const done = (why) => {
      uploading.hidden = true;
      form.querySelector("[data-send]").disabled = false;
      refuse(why);
    };
    request.open("PUT", `${form.dataset.put}?${new URLSearchParams({ name: chosen.name, zone: zone.value })}`);
    for (const [name, value] of Object.entries(token())) request.setRequestHeader(name, value);
    request.setRequestHeader("Content-Type", "application/octet-stream");
    request.upload.addEventListener("progress", ({ loaded, total }) => {
      bar.value = total ? (100 * loaded) / total : 0;
      says.textContent = loaded < total ? `${megabytes(loaded)} of ${megabytes(total)} MB uploaded` : "Keeping it";
    });
    request.addEventListener("load", () => {
      if (request.status === 200) location.assign(request.responseText);
      else done(request.status === 422 || request.status === 429 ? request.responseText : `The server answered ${request.status}. Load the page again and try once more.`);
    });
    request.addEventListener("error", () => done("The connection broke. Nothing of the file was kept; try once more."));
    request.addEventListener("abort", () => done("You stopped it. Nothing of the file was kept."));
    uploading.querySelector("[data-abort]").onclick = () => request.abort();
    uploading.hidden = false;
    form.querySelector("[data-send]").disabled = true;
    refuse("");
    request.send(chosen);
  });
}
