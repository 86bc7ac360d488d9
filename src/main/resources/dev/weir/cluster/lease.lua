-- Leases on limits that the replicas of a cluster share.
--
-- One claim of one replica, for all its limits: it says how many permits it wants of each and how
-- many it has, and gets how many it may have until its lease ends. The sum of what all unexpired
-- replicas have stays within the capacity of a limit: nothing grows but out of what is free.
--
-- KEYS  the state of the cluster, a string; the record of each replica, a hash; the end of each
--       lease, a sorted set, in milliseconds
-- ARGV  the replica, its sequence number, the lease in milliseconds, 1 if it leaves, and for each
--       limit five: name, capacity, wants, how many permits it may have out at the moment, and
--       how many are out
-- Returns nothing if a newer claim of the replica was there before; else the number of replicas, 1
-- if the store learns, and for each limit the permits granted.

local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local run = string.match(redis.call('INFO', 'server'), 'run_id:(%x+)')

local STATE, RECORDS, EXPIRY = KEYS[1], KEYS[2], KEYS[3]
local replica, sequence, lease = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3])
local leaving = ARGV[4] == '1'
local FIRST_LIMIT, LIMIT_SIZE = 3, 4 -- of a record: sequence, leaving, then four for each limit

local own = { sequence, leaving and 1 or 0 }
local allowed = {}
for i = 5, #ARGV, 5 do
  local name, capacity, permits = ARGV[i], tonumber(ARGV[i + 1]), tonumber(ARGV[i + 3])
  own[#own + 1] = name
  own[#own + 1] = capacity
  own[#own + 1] = math.min(tonumber(ARGV[i + 2]), capacity)
  own[#own + 1] = math.max(permits, tonumber(ARGV[i + 4]))
  allowed[name] = permits
end

-- A claim that was queued while the next one got through.
local before = redis.call('HGET', RECORDS, replica)
before = before and cmsgpack.unpack(before)
if before and sequence <= before[1] then
  return {}
end

-- Without its memory the store does not know what is held. All that hold something say so within
-- a lease, or hold nothing from then on; until then nothing grows.
local state = redis.call('GET', STATE)
state = state and cmsgpack.unpack(state)
if not state or state.run ~= run or state.last + lease < now then
  redis.call('DEL', RECORDS, EXPIRY)
  before = nil
  state = { run = run, learning = now + lease, divided = 0, limits = {} }
end
state.last = now
local learning = now < state.learning

local function forget(record)
  for i = FIRST_LIMIT, #record, LIMIT_SIZE do
    local limit = state.limits[record[i]]
    if limit then
      limit.held = limit.held - record[i + 3]
    end
  end
end

-- Not more than so many at once: others wait for this call. What is left counts as held.
for _, name in ipairs(redis.call('ZRANGEBYSCORE', EXPIRY, '-inf', now, 'LIMIT', 0, 100)) do
  forget(cmsgpack.unpack(redis.call('HGET', RECORDS, name)))
  redis.call('HDEL', RECORDS, name)
  redis.call('ZREM', EXPIRY, name)
  if name == replica then
    before = nil
  end
end
local leased = {}
if before then
  forget(before)
  for i = FIRST_LIMIT, #before, LIMIT_SIZE do
    leased[before[i]] = before[i + 3]
  end
end
redis.call('ZADD', EXPIRY, now + lease, replica)
local replicas = redis.call('ZCARD', EXPIRY)

-- The max-min fair level: each gets what it wants, but none more than the level while others want
-- more than they get. What is left over of whole numbers goes to some of those at the level, in
-- the order of their names; they take turns, a lease each, where the level itself is 0.
local function level(limit)
  local wants = {}
  for i, each in ipairs(limit.wants) do
    wants[i] = each
  end
  table.sort(wants)
  local left = limit.capacity
  for i, each in ipairs(wants) do
    local share = math.floor(left / (#wants - i + 1))
    if each > share then
      return share, left - share * (#wants - i + 1)
    end
    left = left - each
  end
  return limit.capacity, left
end

local function divide(name, limit)
  local more = {}
  limit.level, limit.spare = level(limit)
  limit.reserve = 0
  limit.from, limit.to = '', ''
  if limit.level == limit.capacity then
    -- Half of what none wants is dealt evenly, so that a first request finds a permit; the other
    -- half is for the replica that asks next.
    limit.reserve = math.floor(limit.spare / (2 * math.max(1, limit.staying)))
  elseif limit.spare > 0 then
    for i, each in ipairs(limit.wants) do
      if each > limit.level then
        more[#more + 1] = limit.names[i]
      end
    end
    table.sort(more)
    local turn = limit.level == 0 and math.floor(now / lease) % #more or 0
    limit.from = more[turn + 1]
    limit.to = more[(turn + limit.spare - 1) % #more + 1]
  end
  state.limits[name] = {
    held = limit.held,
    capacity = limit.capacity,
    level = limit.level,
    reserve = limit.reserve,
    from = limit.from,
    to = limit.to,
  }
end

local function add(limits, name, record, isOwn)
  for i = FIRST_LIMIT, #record, LIMIT_SIZE do
    local limit = limits[record[i]]
    if not limit then
      limit = { held = 0, capacity = record[i + 1], wants = {}, names = {}, staying = 0 }
      limits[record[i]] = limit
    end
    limit.capacity = math.min(limit.capacity, record[i + 1])
    limit.wants[#limit.wants + 1] = record[i + 2]
    limit.names[#limit.names + 1] = name
    limit.staying = limit.staying + 1 - record[2]
    limit.held = limit.held + (isOwn and 0 or record[i + 3])
  end
end

-- All records are read for this: the more there are, the more seldom, so that the cost of it is
-- the same part of a second.
local isDue = now < state.divided or now - state.divided >= replicas
for i = FIRST_LIMIT, #own, LIMIT_SIZE do
  isDue = isDue or not state.limits[own[i]]
end
if isDue then
  local limits = {}
  local records = redis.call('HGETALL', RECORDS)
  for i = 1, #records, 2 do
    if records[i] ~= replica then
      add(limits, records[i], cmsgpack.unpack(records[i + 1]), false)
    end
  end
  add(limits, replica, own, true)
  state.limits = {}
  for name, limit in pairs(limits) do
    divide(name, limit)
  end
  state.divided = now
end

local function isAmongThoseWithMore(limit)
  if limit.from <= limit.to then
    return limit.from <= replica and replica <= limit.to
  end
  return replica >= limit.from or replica <= limit.to
end

-- What a replica has by a lease it may keep, up to its share, and it gets more only of what the
-- others leave. So one that comes back without a lease pushes none of the others below their share,
-- and gets nothing on the strength of calls that have outlived its lease.
local function most(name, limit, capacity)
  if learning then
    return allowed[name]
  end
  local kept = math.min(allowed[name], leased[name] or 0)
  return math.max(kept, math.min(limit.capacity, capacity) - limit.held)
end

local reply = { replicas, learning and 1 or 0 }
local holds = 0
for i = FIRST_LIMIT, #own, LIMIT_SIZE do
  local limit = state.limits[own[i]]
  local wants, has = own[i + 2], own[i + 3]
  local share = limit.level
  if wants > share and limit.from ~= '' and isAmongThoseWithMore(limit) then
    share = share + 1
  end
  local target = math.min(wants, share)
  if not leaving then
    target = target + limit.reserve
  end
  local granted = math.max(0, math.min(target, most(own[i], limit, own[i + 1])))
  reply[#reply + 1] = granted
  own[i + 3] = math.max(granted, has)
  limit.held = limit.held + own[i + 3]
  holds = holds + own[i + 3]
end

if leaving and holds == 0 then
  redis.call('HDEL', RECORDS, replica)
  redis.call('ZREM', EXPIRY, replica)
else
  redis.call('HSET', RECORDS, replica, cmsgpack.pack(own))
end
redis.call('SET', STATE, cmsgpack.pack(state))
for _, key in ipairs(KEYS) do
  redis.call('PEXPIRE', key, 60000 + 10 * lease)
end
return reply
