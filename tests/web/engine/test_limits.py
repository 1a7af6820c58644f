"""Nothing that is asked takes the pool down: time, memory, size, number; and whoever goes away takes the work along."""

from __future__ import annotations

import asyncio
import os
import signal
import time

import pytest

from kg.errors import BusyError, QueryError, QueryTimeoutError
from kg.web.engine.job import Job
from kg.web.engine.pool import Pool
from tests.processes import wait_until_gone
from tests.web.engine.asking import ASK, GREEDY, RUNAWAY, busy_pids, most_memory, pids, read, rows
from tests.web.engine.conftest import MakePool

pytestmark = pytest.mark.anyio


async def begin(pool: Pool, job: Job) -> asyncio.Task[object]:
    """Start a job and wait until a worker has it."""
    before = len(busy_pids(pool))
    task: asyncio.Task[object] = asyncio.create_task(pool.run(job))
    while len(busy_pids(pool)) == before:
        await asyncio.sleep(0)
    return task


async def test_a_runaway_is_ended_with_its_process(make_pool: MakePool) -> None:
    pool = make_pool(seconds=1)
    await pool.run(ASK)
    start = time.monotonic()
    task = await begin(pool, RUNAWAY)
    (pid,) = busy_pids(pool)
    with pytest.raises(QueryTimeoutError, match="ended after 1 seconds"):
        await task
    assert 0.9 < time.monotonic() - start < 3
    wait_until_gone(pid)
    await pool.run(ASK)


async def test_a_query_beyond_memory_is_ended(make_pool: MakePool) -> None:
    pool = make_pool(seconds=60, memory=256 << 20)
    with pytest.raises(QueryError, match="for want of memory"):
        await pool.run(GREEDY)
    await pool.run(ASK)
    assert pool.statistics().restarts == 1


async def test_a_long_answer_takes_no_memory(make_pool: MakePool) -> None:
    pool = make_pool(seconds=60)
    await read(await pool.run(rows(20_000)))
    before = most_memory("self")
    reply = await pool.run(rows(1_000_000))
    (worker,) = busy_pids(pool)
    size, sizes = 0, []
    async for chunk in reply.chunks:
        if size < 90_000_000:
            sizes.append(most_memory(worker))
        size += len(chunk)
    assert size > 100_000_000
    assert sizes[-1] - sizes[0] < 8 << 20
    assert most_memory("self") - before < 16 << 20


async def test_an_answer_has_its_bounds(make_pool: MakePool) -> None:
    pool = make_pool(largest_answer=1_000_000)
    assert len(await read(await pool.run(rows(9_000)))) < 1_000_000
    reply = await pool.run(rows(1_000_000))
    with pytest.raises(QueryError, match="larger than 1,000,000 bytes"):
        await read(reply)
    with pytest.raises(QueryError, match="larger than 100 bytes"):
        await make_pool(largest_answer=100).run(rows(3))


async def test_a_client_that_goes_away_takes_the_work_along(make_pool: MakePool) -> None:
    pool = make_pool()
    await pool.run(ASK)
    task = await begin(pool, RUNAWAY)
    (pid,) = busy_pids(pool)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    wait_until_gone(pid)
    assert not busy_pids(pool)
    await pool.run(ASK)


@pytest.mark.parametrize("way", ["close", "forget"])
async def test_an_answer_that_is_not_read_to_its_end_is_given_up(make_pool: MakePool, way: str) -> None:
    pool = make_pool()
    reply = await pool.run(rows(1_000_000))
    (pid,) = busy_pids(pool)
    await anext(reply.chunks)
    if way == "close":
        await reply.chunks.aclose()
    del reply
    wait_until_gone(pid)
    assert not busy_pids(pool)


async def test_a_client_that_does_not_read_is_borne_for_a_while(make_pool: MakePool) -> None:
    pool = make_pool(seconds=0.5)
    reply = await pool.run(rows(1_000_000))
    (pid,) = busy_pids(pool)
    start = time.monotonic()
    while busy_pids(pool):
        await asyncio.sleep(0.02)
    assert 1.5 < time.monotonic() - start < 4, "it is not the worker that takes the time"
    wait_until_gone(pid)
    with pytest.raises(QueryTimeoutError):
        await read(reply)


async def test_ten_runaways_leave_others_quick(make_pool: MakePool) -> None:
    pool = make_pool()
    await pool.run(ASK)
    runaways = [asyncio.create_task(pool.run(RUNAWAY)) for _ in range(10)]
    await asyncio.sleep(0)
    slowest = 0.0
    for _ in range(20):
        start = time.monotonic()
        await pool.run(ASK)
        slowest = max(slowest, time.monotonic() - start)
        await asyncio.sleep(0.02)
    statistics = pool.statistics()
    assert slowest < 1
    assert statistics.slow >= 4
    assert statistics.slow + statistics.waiting == 10
    for task in runaways:
        task.cancel()
    await asyncio.gather(*runaways, return_exceptions=True)


async def test_the_queue_has_an_end(make_pool: MakePool) -> None:
    pool = make_pool(workers=1, queue=4)
    tasks = [asyncio.create_task(pool.run(RUNAWAY)) for _ in range(4)]
    await asyncio.sleep(0)
    with pytest.raises(BusyError) as caught:
        await pool.run(ASK)
    assert caught.value.seconds > 0
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    await pool.run(ASK)


async def test_who_waits_for_long_is_turned_away(make_pool: MakePool) -> None:
    pool = make_pool(workers=1, seconds=1)
    tasks = [asyncio.create_task(pool.run(RUNAWAY)) for _ in range(5)]
    errors = await asyncio.gather(*tasks, return_exceptions=True)
    kinds = [type(error) for error in errors]
    assert set(kinds) == {QueryTimeoutError, BusyError}
    await pool.run(ASK)


async def test_a_worker_that_is_killed_is_replaced(make_pool: MakePool) -> None:
    pool = make_pool()
    await pool.run(ASK)
    task = await begin(pool, RUNAWAY)
    killed = pids(pool)
    for pid in killed:
        os.kill(pid, signal.SIGKILL)
    with pytest.raises(QueryError, match="broke off"):
        await task
    while pool.statistics().restarts < len(killed):
        await asyncio.sleep(0)
    for _ in range(10):
        await pool.run(ASK)
    assert not killed & pids(pool)


async def test_a_worker_that_is_killed_while_it_sends_breaks_the_answer(make_pool: MakePool) -> None:
    pool = make_pool()
    reply = await pool.run(rows(1_000_000))
    (pid,) = busy_pids(pool)
    os.kill(pid, signal.SIGKILL)
    with pytest.raises(QueryError, match="broke off"):
        await read(reply)


async def test_a_nursery_that_is_killed_is_replaced(make_pool: MakePool) -> None:
    pool = make_pool()
    await pool.run(ASK)
    task = await begin(pool, RUNAWAY)
    os.kill(pool._nursery.pid, signal.SIGKILL)
    with pytest.raises(QueryError, match="broke off"):
        await task
    while pool.statistics().idle:
        await asyncio.sleep(0)
    await pool.run(ASK)
    assert pool.statistics().restarts > 1


async def test_many_at_once_all_get_their_own_answer(make_pool: MakePool) -> None:
    pool = make_pool(queue=500)

    async def ask(number: int) -> bool:
        reply = await pool.run(Job(f"SELECT ({number} AS ?x) {{}}", results="csv"))
        return reply.content == f"x\r\n{number}\r\n".encode()

    assert all(await asyncio.gather(*(ask(number) for number in range(300))))


async def test_those_who_go_away_lose_no_worker(make_pool: MakePool) -> None:
    pool = make_pool(queue=500)
    await pool.run(ASK)
    for _ in range(20):
        tasks = [asyncio.create_task(pool.run(ASK)) for _ in range(10)]
        await asyncio.sleep(0)
        for task in tasks[::2]:
            task.cancel()
        answers = await asyncio.gather(*tasks, return_exceptions=True)
        assert not any(isinstance(answer, Exception) for answer in answers[1::2])
    statistics = pool.statistics()
    assert (statistics.busy, statistics.waiting) == (0, 0)
    assert len(pool._crew._workers) == pool._size


async def test_closing_waits_for_those_who_are_served(make_pool: MakePool) -> None:
    pool = make_pool()
    reply = await pool.run(rows(200_000))
    closing = asyncio.create_task(pool.close(20))
    await asyncio.sleep(0)
    with pytest.raises(BusyError):
        await pool.run(ASK)
    assert (await read(reply)).count(b"\n") == 200_001
    await closing
    assert not pids(pool)


async def test_closing_does_not_wait_for_ever(make_pool: MakePool) -> None:
    pool = make_pool()
    await pool.run(ASK)
    nursery = pool._nursery.pid
    task = await begin(pool, RUNAWAY)
    (pid,) = busy_pids(pool)
    await pool.close(0.1)
    wait_until_gone(pid)
    wait_until_gone(nursery)
    with pytest.raises((QueryError, BusyError)):
        await task
