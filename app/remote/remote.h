// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QPointer>
#include <QStringView>

#include <functional>
#include <type_traits>
#include <utility>

namespace peripheral {

/// Runs `task` in the thread of `object`, behind all that was posted there before; not at all where that
/// thread has ended. From any thread; `object` must outlive the call.
void post(QObject* object, std::function<void()> task);

/// A request that was put together, and is posted when it is known who hears the reply.
template <class Reply>
class Asked {
public:
    Asked(QObject* there, QObject* here, std::function<Reply()> request)
        : m_there(there),
          m_here(here),
          m_request(std::move(request)) {}

    /// Posts it, and calls `hear(reply)` in this thread, which `receiver` and Remote's `here` live in. It is
    /// not called where `receiver` is gone by then, or the other thread has ended before it came to the
    /// request.
    template <class Receiver, class Hear>
    void then(Receiver* receiver, Hear hear) && {
        Q_ASSERT(receiver->thread() == m_here->thread());
        post(m_there, [request = std::move(m_request), here = m_here, receiver = QPointer<Receiver>(receiver),
                       hear = std::move(hear)] {
            // Only carried here: whether the receiver still lives is asked where it lives.
            post(here, [reply = request(), receiver, hear] {
                if (receiver)
                    hear(reply);
            });
        });
    }

private:
    QObject* m_there;
    QObject* m_here;
    std::function<Reply()> m_request;
};

/// The way to an object that lives in a thread of its own: its functions are the requests, what they return
/// the replies, and both are written once. Requests are done in the order in which they were posted.
template <class Object>
class Remote {
    /// What waits in the queue of a parameter, and what an argument is turned into by the caller.
    template <class Parameter>
    using Value = std::type_identity_t<std::decay_t<Parameter>>;

public:
    /// Replies come by `here`, which lives in the asking thread and outlives that of `there`.
    Remote(Object* there, QObject* here) : m_there(there), m_here(here) {}

    /// Posts (object->*function)(arguments...), which gives no reply. From any thread.
    template <class... Parameters>
    void tell(void (Object::*function)(Parameters...), Value<Parameters>... arguments) const {
        post(m_there, bound(function, std::move(arguments)...));
    }

    /// The same for one that gives a reply: ask(&Object::function, arguments...).then(this, [this](…) { … }).
    template <class Reply, class... Parameters>
    [[nodiscard]] Asked<Reply> ask(Reply (Object::*function)(Parameters...),
                                   Value<Parameters>... arguments) const {
        return {m_there, m_here, bound(function, std::move(arguments)...)};
    }

    /// A copy, for another thread to tell() by.
    [[nodiscard]] Remote remote() const { return *this; }

    /// The object itself: to connect to its signals, and for nothing else.
    [[nodiscard]] Object* object() const { return m_there; }

private:
    template <class Reply, class... Parameters>
    auto bound(Reply (Object::*function)(Parameters...), Value<Parameters>... arguments) const {
        static_assert((!std::is_same_v<std::decay_t<Parameters>, QStringView> && ...),
                      "a view does not outlast the call");
        return [there = m_there, function, ... values = std::move(arguments)] {
            return (there->*function)(values...);
        };
    }

    Object* m_there;
    QObject* m_here;
};

} // namespace peripheral
