// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/number_form.h"
#include "fit/fit_words.h"

#include <QCoreApplication>
#include <QLocale>

namespace peripheral {

namespace {

using plm::FitInput;
using plm::Part;

struct FitInputText {
    Q_DECLARE_TR_FUNCTIONS(Fit)
};

/// What an input is called, how its number is written, and in which words.
struct InputForm {
    QString name;
    NumberForm form;
    QString words;
};

QString nameOf(Part part) {
    switch (part) {
    case Part::Embedding:
        return FitInputText::tr("embedding");
    case Part::Projections:
        return FitInputText::tr("projections");
    case Part::Attention:
        return FitInputText::tr("attention");
    case Part::Up:
        return FitInputText::tr("feed-forward, up");
    case Part::Down:
        return FitInputText::tr("feed-forward, down");
    case Part::Head:
        return FitInputText::tr("head");
    }
    return {};
}

InputForm formOf(FitInput what) {
    const QString plain("%1"), rate(FitInputText::tr("%1 a second"));
    const auto size = [&plain](const QString& name) { return InputForm{name, NumberForm::Bytes, plain}; };
    const auto number = [](const QString& name, const QString& words) {
        return InputForm{name, NumberForm::Plain, words};
    };
    switch (what) {
    case FitInput::Memory:
        return size(FitInputText::tr("Memory for programs"));
    case FitInput::Bandwidth:
        return {FitInputText::tr("Read bandwidth"), NumberForm::Bytes, rate};
    case FitInput::Compute:
        return {FitInputText::tr("Arithmetic"), NumberForm::Prefixed,
                FitInputText::tr("%1 operations a second")};
    case FitInput::Threads:
        return number(FitInputText::tr("Cores"), plain);
    case FitInput::Context:
        return number(FitInputText::tr("Context"), FitInputText::tr("%1 tokens"));
    case FitInput::Depth:
        return number(FitInputText::tr("Tokens before"), plain);
    case FitInput::PromptTokens:
        return number(FitInputText::tr("Tokens of the prompt"), plain);
    case FitInput::ActiveShare:
        return {FitInputText::tr("Active neurons"), NumberForm::Percent, plain};
    case FitInput::LaidOutWeights:
        return size(FitInputText::tr("Weights laid out"));
    case FitInput::InPlaceWeights:
        return size(FitInputText::tr("Weights in the file"));
    case FitInput::WeightsByRow:
        return size(FitInputText::tr("Embedding in the file"));
    case FitInput::RowReach:
        return size(FitInputText::tr("Memory that a row of it brings"));
    case FitInput::CachePerToken:
        return size(FitInputText::tr("Latent cache of a token"));
    case FitInput::Activations:
        return size(FitInputText::tr("Activations"));
    case FitInput::Vocabulary:
        return size(FitInputText::tr("Vocabulary"));
    case FitInput::Program:
        return size(FitInputText::tr("Window and libraries"));
    case FitInput::WeightBytes:
        return {FitInputText::tr("Weights read"), NumberForm::Bytes, FitInputText::tr("%1 a token")};
    case FitInput::WeightRate:
        return {FitInputText::tr("Weights come at"), NumberForm::Bytes, rate};
    case FitInput::CacheRate:
        return {FitInputText::tr("The cache comes at"), NumberForm::Bytes, rate};
    case FitInput::Overhead:
        return number(FitInputText::tr("On top of each token"), FitInputText::tr("%1 s"));
    case FitInput::BandwidthMeasured:
        return {FitInputText::tr("Read bandwidth where speeds were measured"), NumberForm::Bytes, rate};
    case FitInput::ComputeMeasured:
        return {FitInputText::tr("Arithmetic where speeds were measured"), NumberForm::Prefixed,
                FitInputText::tr("%1 operations a second")};
    }
    return {};
}

} // namespace

QString wordsOf(const plm::FitInputValue& input) {
    const InputForm form = formOf(input.what);
    const QString name =
        input.part ? FitInputText::tr("%1 (%2)").arg(form.name, nameOf(*input.part)) : form.name;
    return FitInputText::tr("%1: %2, %3")
        .arg(name, form.words.arg(written(input.value, form.form, QLocale())), wordOf(input.basis));
}

} // namespace peripheral
