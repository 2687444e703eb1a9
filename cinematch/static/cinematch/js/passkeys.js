// What allauth's passkey scripts could not do is said on the page, not in the console.

function showFailure(event) {
  event.preventDefault();
  const box = document.getElementById("passkey-failed");
  if (box) box.hidden = false;
}

document.addEventListener("allauth.error", showFailure);
