package dev.weir.lab.page;

import dev.weir.lab.page.Ranking.Place;
import java.util.List;
import java.util.stream.Collectors;

/** Which strategy helps against which trouble, on the page. */
final class HtmlChoices {

  private HtmlChoices() {}

  /** Returns the section; nothing at all if there is no choice. */
  static String of(List<Choice> choices) {
    if (choices.isEmpty()) {
      return "";
    }
    return """
        <section id="choices">
        <h2>Which one?</h2>
        <p class="story">What you may have to deal with, what was best at it here (or so near that \
        another run might turn it around), and what was worst. Not compared is a strategy whose \
        goodput in that scenario was below 90&nbsp;%% of the best.</p>
        <ul class="choices">
        %s</ul>
        </section>
        """
        .formatted(choices.stream().map(HtmlChoices::choice).collect(Collectors.joining()));
  }

  private static String choice(Choice choice) {
    return """
        <li><h3><a href="#%s">%s</a></h3>
        <p class="figure">%s <b>%s</b></p>
        <p class="good">%s</p>
        <p class="bad">%s%s</p></li>
        """
        .formatted(
            Html.escaped(Chapters.id(choice.scenario())),
            Html.escaped(choice.trouble()),
            Html.escaped(choice.measure()),
            Html.escaped(choice.best().text()),
            Html.strategies(choice.best().strategies()),
            choice.worst().map(HtmlChoices::worst).orElse(""),
            leftOut(choice.leftOut()));
  }

  private static String worst(Place worst) {
    return "worst %s <span class=\"figure\">%s</span>"
        .formatted(Html.strategies(worst.strategies()), Html.escaped(worst.text()));
  }

  private static String leftOut(List<String> strategies) {
    return strategies.isEmpty()
        ? ""
        : "<span class=\"out\">not compared %s</span>".formatted(Html.strategies(strategies));
  }
}
