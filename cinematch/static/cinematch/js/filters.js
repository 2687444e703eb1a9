// The slider beside the longest runtime. Without this file the number field stands alone.

const fields = document.getElementById("filters");

function bindSliders() {
  for (const slider of fields.querySelectorAll("[data-sets]")) {
    slider.hidden = false;
    slider.addEventListener("input", () => {
      const longest = slider.value === slider.max;
      document.getElementById(slider.dataset.sets).value = longest ? "" : slider.value;
    });
  }
}

bindSliders();
document.addEventListener("htmx:oobAfterSwap", bindSliders);
